// What a process that removes a folder is called.
#define WATCHER_NAME "sandbox-cores"
