"""The site while it is made: served on this machine, built again at every change, shown anew in the browser."""
