namespace Sandbox.Tests.Support.Runs;

/// <summary>A program for the model program, as docs/program.md has it.</summary>
internal static class SumProgram
{
    /// <summary>C that sums its slice.</summary>
    public const string Source = """
        #include <stdio.h>
        #include <stdlib.h>
        #include <sys/mman.h>

        int main(int count, char **words)
        {
            long start = count > 1 ? atol(words[1]) : 0, end = count > 2 ? atol(words[2]) : 0, sum = 0;
            const int *array = mmap(NULL, (size_t)end * sizeof *array, PROT_READ, MAP_PRIVATE, 3, 0);
            for (long i = start; i < end; i++)
                sum += array[i];
            return dprintf(4, "%ld\n", sum) < 0;
        }
        """;
}
