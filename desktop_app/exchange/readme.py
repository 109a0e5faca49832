"""What somebody finds who unpacks a bundle without Surco; the same bytes in every bundle."""

README = """\
ES  Este archivo de Surco lleva registros de cooperación Sur-Sur, uno por línea, en blobs/.
    manifest.json los nombra; su sello se comprueba con: minisign -V -P CLAVE -m manifest.json
EN  This Surco file carries records of South-South cooperation, one a line, in blobs/.
    manifest.json names them; check its seal with: minisign -V -P KEY -m manifest.json
PT  Este arquivo do Surco leva registros de cooperação Sul-Sul, um por linha, em blobs/.
    manifest.json dá os nomes; confira o selo com: minisign -V -P CHAVE -m manifest.json
FR  Ce fichier Surco porte des fiches de coopération Sud-Sud, une par ligne, dans blobs/.
    manifest.json les nomme ; vérifiez son sceau avec : minisign -V -P CLÉ -m manifest.json
"""
