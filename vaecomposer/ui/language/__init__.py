"""The language of the window: English in the source, others in catalogues made with Qt's own tools."""
