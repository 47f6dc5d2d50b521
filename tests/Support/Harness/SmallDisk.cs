namespace Sandbox.Tests.Support.Harness;

/// <summary>A disk of 8 KiB, which only one command sees: a tmpfs in a mount namespace of its own.</summary>
internal static class SmallDisk
{
    /// <summary>Runs lines of shell in a folder, in which <c>small</c> is such a disk.</summary>
    public static Task<Finished> Run(string folder, string lines)
    {
        Directory.CreateDirectory(Path.Combine(folder, "small"));
        string[] alone = Environment.IsPrivilegedProcess ? ["-m"] : ["-r", "-m"];
        return new SandboxProgram { Program = "unshare", Directory = folder }
            .RunWith([.. alone, "sh", "-c", $"mount -t tmpfs -o size=8k small small && {lines}"]);
    }
}
