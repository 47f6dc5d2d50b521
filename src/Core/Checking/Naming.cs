using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Sandbox.Core.Headers;
using Sandbox.Core.Signals;
using Sandbox.Core.Status;

namespace Sandbox.Core.Checking;

/// <summary>
/// What a line of a program's output names, whatever its wording: a number; a signal by its name with or without SIG, its number, or the words of
/// strsignal(3); an error by its name, its number, or the words of strerror(3).
/// </summary>
public static class Naming
{
    private static readonly ImmutableArray<(int Signal, string Words)> SignalWords =
    [
        (1, "Hangup"), (2, "Interrupt"), (3, "Quit"), (4, "Illegal instruction"), (5, "Trace/breakpoint trap"), (6, "Aborted"), (7, "Bus error"),
        (8, "Floating point exception"), (9, "Killed"), (10, "User defined signal 1"), (11, "Segmentation fault"), (12, "User defined signal 2"),
        (13, "Broken pipe"), (14, "Alarm clock"), (15, "Terminated"), (16, "Stack fault"), (17, "Child exited"), (18, "Continued"), (19, "Stopped (signal)"),
        (20, "Stopped"), (21, "Stopped (tty input)"), (22, "Stopped (tty output)"), (23, "Urgent I/O condition"), (24, "CPU time limit exceeded"),
        (25, "File size limit exceeded"), (26, "Virtual timer expired"), (27, "Profiling timer expired"), (28, "Window changed"), (29, "I/O possible"),
        (30, "Power failure"), (31, "Bad system call"),
    ];

    /// <summary>The words of strsignal(3) for a signal; <c>null</c> where it has a name alone.</summary>
    public static string? WordsOf(int signal) => SignalWords.FirstOrDefault(row => row.Signal == signal).Words;

    /// <summary>Whether a whole number stands in a line, by itself.</summary>
    public static bool Number(string line, long number) => Find(line, number) >= 0;

    /// <summary>The whole numbers that stand in a line by themselves.</summary>
    public static IEnumerable<long> Numbers(string line)
    {
        for (int at = 0; at < line.Length; at++)
        {
            int begin = at;
            while (at < line.Length && char.IsAsciiDigit(line[at]))
                at++;
            // What is written otherwise than a number is printed, as 007, is none.
            if (at > begin && long.TryParse(line.AsSpan(begin, at - begin), NumberStyles.None, CultureInfo.InvariantCulture, out long number) && Number(line, number))
                yield return number;
        }
    }

    /// <summary>A line without the first mention of a number.</summary>
    public static string Without(string line, long number) => Find(line, number) is >= 0 and var at ? line.Remove(at, number.ToString(CultureInfo.InvariantCulture).Length) : line;

    private static int Find(string line, long number)
    {
        string digits = number.ToString(CultureInfo.InvariantCulture);
        for (int at = line.IndexOf(digits, StringComparison.Ordinal); at >= 0; at = line.IndexOf(digits, at + 1, StringComparison.Ordinal))
        {
            int end = at + digits.Length;
            bool begins = at == 0 || !char.IsAsciiLetterOrDigit(line[at - 1]) || char.IsAsciiLetter(line[at - 1]) && !IsInWord(line, at - 1);
            bool ends = end == line.Length || !char.IsAsciiLetterOrDigit(line[end]);
            if (begins && ends)
                return at;
        }
        return -1;
    }

    /// <summary>Whether a line names a signal by its name or its words, and not by a number alone.</summary>
    public static bool SignalInWords(string line, int signal) => SignalTable.Find(signal) is { } known
        && (Word(line, known.Name, StringComparison.OrdinalIgnoreCase) || Word(line, known.Name[3..], StringComparison.Ordinal) || WordsOf(signal) is { } words && Said(line, words));

    /// <summary>Whether a line names a signal.</summary>
    public static bool Signal(string line, int signal) => SignalInWords(line, signal) || Number(line, signal);

    /// <summary>The signals that a line names by their names or words.</summary>
    public static IEnumerable<int> SignalsInWords(string line) => SignalTable.All.Select(signal => signal.Number).Where(number => SignalInWords(line, number));

    /// <summary>Whether a line names an error.</summary>
    public static bool Error(string line, int errno) =>
        Word(line, ErrnoH.NameOf(errno), StringComparison.OrdinalIgnoreCase) || line.Contains(Marshal.GetPInvokeErrorMessage(errno), StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a line names how a process ended: the signal, or the exit code.</summary>
    public static bool End(string line, WaitStatus end) => end.Signal is { } signal ? Signal(line, signal) : end.ExitCode is { } code && Number(line, code);

    /// <summary>
    /// Whether the words of strsignal(3) stand in a line. Where they are one word, they count as they are written there and with no "by" behind: "killed by
    /// SIGSEGV" and "terminated by a signal" speak of neither SIGKILL nor SIGTERM.
    /// </summary>
    private static bool Said(string line, string words)
    {
        if (words.Contains(' ', StringComparison.Ordinal))
            return Word(line, words, StringComparison.OrdinalIgnoreCase);
        return Word(line, words, StringComparison.Ordinal) && !line.Contains($"{words} by", StringComparison.Ordinal);
    }

    /// <summary>Whether words stand in a line by themselves.</summary>
    private static bool Word(string line, string word, StringComparison how)
    {
        for (int at = line.IndexOf(word, how); at >= 0; at = line.IndexOf(word, at + 1, how))
        {
            int end = at + word.Length;
            if ((at == 0 || !char.IsAsciiLetterOrDigit(line[at - 1])) && (end == line.Length || !char.IsAsciiLetterOrDigit(line[end])))
                return true;
        }
        return false;
    }

    // `child2` and `pid4711` name numbers; the 1 in `SIGUSR1` and the 64 in `x86_64` do not.
    private static bool IsInWord(string line, int at)
    {
        int begin = at;
        while (begin > 0 && char.IsAsciiLetter(line[begin - 1]))
            begin--;
        string word = line[begin..(at + 1)];
        return !(word.Equals("child", StringComparison.OrdinalIgnoreCase) || word.Equals("pid", StringComparison.OrdinalIgnoreCase) || word.Equals("worker", StringComparison.OrdinalIgnoreCase));
    }
}
