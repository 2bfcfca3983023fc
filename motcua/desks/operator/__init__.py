"""The operator's desk: the command line of whoever runs a node, and what keeps it running.

Nouns: *verb* (one command of ``motcua``, a file in :mod:`.cli`), *node* (one installation: a database, keys, blobs and
anchors), *supervisor* (what starts the web and the work process again when one dies), *work* (sealing, later reactions,
duties), *backup* (one file holding a whole node), *catalogue of messages* (Vietnamese sentences and their English).

Promises: ``due``, ``unit`` and ``find`` answer where nothing is installed but the package, and leave no file behind; a
backup is consistent while the node serves; what is restored is checked before anything is written.
"""
