namespace Sandbox.Slow.Tests.Release;

/// <summary>Runs what takes a build of the whole program.</summary>
internal static class Releasing
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>Runs a shell script in a folder, with the packages that a build has got once.</summary>
    public static Task<Finished> Run(string folder, string script, params string[] arguments) => new SandboxProgram
    {
        Program = "sh",
        Directory = folder,
        Timeout = Patience,
        // The packages that a build has got once are under the home of whoever runs the tests.
        Variables = new Dictionary<string, string?>
        {
            ["HOME"] = Environment.GetEnvironmentVariable("HOME"),
            ["DOTNET_ROOT"] = Environment.GetEnvironmentVariable("DOTNET_ROOT") ?? Path.GetDirectoryName(Environment.ProcessPath),
            ["PATH"] = $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin",
        },
    }.RunWith(["-c", script, .. arguments]);
}
