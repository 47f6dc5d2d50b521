// What /proc/PID/stat says of a process: "pid (name) state parent ...". It may be asked in a signal's handler.

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Reads it, and gives what stands behind the name, which may hold anything: the last bracket ends it. NULL where the process is gone.
const char *sandbox_read_stat(int pid, char *text, size_t size)
{
    char path[32] = "/proc/", digits[12] = "", *digit = digits + sizeof digits - 1;
    if (pid <= 0)
        return NULL;
    for (int rest = pid; rest > 0; rest /= 10)
        *--digit = (char)('0' + rest % 10);
    // qemu-user answers in the kernel's place where a process looks at /proc/PID/stat of its own, and with another time than all others see.
    strcat(strcat(path, digit), "/./stat");
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t length = fd < 0 ? -1 : read(fd, text, size - 1);
    if (fd >= 0)
        close(fd);
    text[length > 0 ? length : 0] = 0;
    const char *after = strrchr(text, ')');
    return after ? after + 1 : NULL;
}

// The parent of a process; 0 where it is gone.
pid_t sandbox_parent_of(int pid)
{
    char text[512];
    const char *after = sandbox_read_stat(pid, text, sizeof text);
    return after && strlen(after) > 3 ? (pid_t)strtol(after + 3, NULL, 10) : 0;
}
