"""What processes of the program say to each other, and how one is started. No Qt, no torch, no sound."""
