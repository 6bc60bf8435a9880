"""Files of running text around `annotate`: what is read, and the forms in which its names are written out."""
