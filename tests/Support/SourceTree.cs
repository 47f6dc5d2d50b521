namespace Sandbox.Tests.Support;

/// <summary>The checkout that the tests were built from.</summary>
internal static class SourceTree
{
    /// <summary>Its folder: the one above the test program that has the solution. Paths in the program itself are mapped away by the build.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A path in it, from its root.</summary>
    public static string At(params ReadOnlySpan<string> path) => Path.Combine([Root, .. path]);

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Sandbox.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"Sandbox.sln is not above {AppContext.BaseDirectory}, and the tests look for the checkout there");
    }
}
