"""`script/compile-messages`."""

from tools.messages.catalogue import compile_all
from tools.paths import ROOT

if __name__ == "__main__":
    print(f"{compile_all(ROOT)} catalogues compiled")
