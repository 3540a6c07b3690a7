"""Points in latent space and the ways between them. Pure."""
