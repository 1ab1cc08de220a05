"""The commands of `rasid`, one file each; `workers.cli` lists them."""
