namespace Sandbox.Tui.Contract;

/// <summary>What a command's exit code says.</summary>
internal static class ExitCode
{
    /// <summary>It did what was asked; a worker that died is a result, not an error.</summary>
    public const int Done = 0;

    /// <summary><c>--check</c>, and the verdict was not clean.</summary>
    public const int CheckFailed = 1;

    /// <summary>The command line, a settings file or a variable is wrong; nothing was started.</summary>
    public const int Usage = 2;

    /// <summary>The machine refused: limits, memory, a missing kernel feature, a full disk.</summary>
    public const int Refused = 3;

    /// <summary>A bug in the sandbox itself.</summary>
    public const int Bug = 70;

    /// <summary>A signal ended the command, as shells count it.</summary>
    public static int OfSignal(int number) => 128 + number;
}
