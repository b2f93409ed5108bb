"""Pages of answering together: the coordinator's (`rounds`), those of who answers (`joining`, `answering`), what came out
(`comparison`) and the talk about it (`talk`).
"""
