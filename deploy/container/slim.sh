#!/bin/sh
# What Polshoogte never reads of the packages that it runs on: half of their bytes.
set -eu
environment=$1
cd "$environment"/lib/python3*/site-packages

# Of Plotly only the program for browsers.
find plotly -mindepth 1 -maxdepth 1 ! -name __init__.py ! -name package_data -exec rm -r {} +
find plotly/package_data -mindepth 1 -maxdepth 1 ! -name plotly.min.js -exec rm -r {} +
# Languages that no page is in.
find django -path '*/locale/*' -type d -prune ! -name nl ! -name en ! -name LC_MESSAGES -exec rm -r {} +
find babel/locale-data pyphen/dictionaries -type f \
    ! -name 'root.dat' ! -name 'en*' ! -name 'nl*' ! -name 'hyph_en*' ! -name 'hyph_nl*' -delete
# Pages that are switched off (workshop/api/interface.py), and what belongs to Jupyter.
rm -r ninja/static "$environment/share"
# What only installing takes.
"$environment/bin/python" -m pip uninstall -y -q setuptools pip
# Names of functions, for debuggers.
find . -name '*.so*' -type f -exec strip --strip-debug {} +
