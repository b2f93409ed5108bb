"""Files that people send in: what a file really is, whether it can be kept, and what it will be called. Pure: no Django.

A file is judged by its content alone; the name and what the browser says count for nothing. `inspection.inspect` is the way in,
`clamd` asks the daemon that looks for harmful software.
"""
