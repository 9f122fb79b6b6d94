"""What `--external_plugins` names: ms-swift searches the folder of what it loads first, and this one hides no other package."""

import surgo_train.plugin  # noqa: F401
