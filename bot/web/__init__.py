"""One web server for everything that comes in over HTTP."""
