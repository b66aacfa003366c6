"""How well the converter reads pages whose truth is known: `python tests/evaluate.py`."""
