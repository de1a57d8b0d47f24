"""A case as one file: a ``.casepack``, which is a zip archive of a pack with a manifest.

``manifest.json`` comes first and says which case it is, and of every other file its size and SHA-256. An archive is
believed in nothing: it is read whole, within limits, and compared with its manifest before anything is done with it.
"""
