#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>
int main(void)
{
    for (int i = 0; i < 3; i++)
        if (fork() == 0)
            _exit(0);
    for (int left = 3; left > 0; )
        if (wait(NULL) > 0)
            left--;
    puts("all is well");
    return 0;
}
