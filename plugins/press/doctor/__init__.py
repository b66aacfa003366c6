"""What is wrong with an edition and the machine it is on, each with the remedy: `python3 run.py doctor`."""
