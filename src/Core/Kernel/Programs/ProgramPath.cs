using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Text;
using Sandbox.Core.Tracing;

namespace Sandbox.Core.Kernel.Programs;

/// <summary>The file of a program's name, and why it cannot be executed: with the codes of a shell, and in words.</summary>
internal static class ProgramPath
{
    /// <summary>A shell's codes: found but not to be executed, and not found.</summary>
    private const int CannotExecute = 126, NotFound = 127;

    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The file that a name stands for: itself where it has a slash, otherwise the first of its name in the folders of PATH.</summary>
    /// <exception cref="ProgramRefusedException">There is none.</exception>
    public static string Find(string name)
    {
        if (name.Contains('/', StringComparison.Ordinal))
            return File.Exists(name) || Directory.Exists(name) ? name : throw new ProgramRefusedException($"{Quoted.Of(name)}: there is no such file", NotFound);
        string path = Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin";
        string? other = null;
        foreach (string folder in path.Split(':'))
        {
            string file = Path.Combine(folder.Length == 0 ? "." : folder, name);
            if (!File.Exists(file))
                continue;
            if ((File.GetUnixFileMode(file) & Executable) != 0)
                return file;
            other ??= file;
        }
        // As shells do: what cannot be executed counts where nothing else is found.
        return name.Length > 0 && other is not null ? other : throw new ProgramRefusedException($"{Quoted.Of(name)}: no folder of PATH has such a program", NotFound);
    }

    /// <summary>Why execve(2) failed.</summary>
    /// <param name="path">What was executed.</param>
    /// <param name="errno">The error.</param>
    public static ProgramRefusedException Refusal(string path, int errno)
    {
        string? interpreter = Interpreter(path);
        string why = errno switch
        {
            ErrnoH.ENOENT when interpreter is not null => $"its first line names {Quoted.Of(interpreter)} as the interpreter, and there is no such file",
            ErrnoH.ENOENT when File.Exists(path) => "the program that is to load it (the dynamic loader that it names) is not there",
            ErrnoH.ENOENT => "there is no such file",
            ErrnoH.EACCES when Directory.Exists(path) => "it is a folder",
            ErrnoH.EACCES when interpreter is not null && IsExecutable(path) => $"its interpreter {Quoted.Of(interpreter)} may not be executed",
            ErrnoH.EACCES when File.Exists(path) && !IsExecutable(path) => "it is not executable; chmod +x makes it so",
            ErrnoH.EACCES => "it may not be executed (EACCES): its folder or its file system (noexec) forbids it",
            ErrnoH.ENOEXEC when IsElf(path) => "it is a program for another machine (ENOEXEC)",
            ErrnoH.ENOEXEC => "it is no program, and has no first line such as #!/bin/sh that names an interpreter (ENOEXEC)",
            ErrnoH.E2BIG => "its arguments and environment are too large (E2BIG)",
            _ => $"execve failed with {ErrnoH.NameOf(errno)}",
        };
        return new ProgramRefusedException($"{Quoted.Of(path)}: {why}", errno == ErrnoH.ENOENT ? NotFound : CannotExecute);
    }

    private static bool IsExecutable(string path) => (File.GetUnixFileMode(path) & Executable) != 0;

    private static bool IsElf(string path) => Start(path) is [0x7f, (byte)'E', (byte)'L', (byte)'F', ..];

    private static string? Interpreter(string path)
    {
        if (Start(path) is not [(byte)'#', (byte)'!', .. var rest])
            return null;
        string line = System.Text.Encoding.UTF8.GetString(rest).Split('\n')[0].Trim();
        return line.Split(' ', '\t')[0];
    }

    private static byte[] Start(string path)
    {
        const int Enough = 256;
        try
        {
            return SmallFile.Read(path, Enough);
        }
        catch (FileRefusedException)
        {
            return [];
        }
    }
}
