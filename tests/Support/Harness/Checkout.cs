
namespace Sandbox.Tests.Support.Harness;

/// <summary>A copy of what <c>./sandbox</c> builds from, to be edited and broken.</summary>
internal sealed class Checkout
{
    /// <summary>
    /// Stands in for the SDK where a test is about when a build takes place: it counts builds, fails where src/broken.cs is, and what
    /// it publishes says which build it is and what it was given.
    /// </summary>
    private const string CountingDotnet = """
        #!/bin/sh
        [ "$1" = --list-sdks ] && echo "10.0.100 [$(dirname "$0")/sdk]" && exit
        echo "HOME=$HOME" >>"$(dirname "$0")/builds"
        root=${2%/eng/*}
        [ -e "$root/src/broken.cs" ] && echo "src/broken.cs(1,1): error CS1513: } expected" && exit 1
        while [ "${1#-p:Into=}" = "$1" ]; do shift; done
        into=${1#-p:Into=}
        mkdir -p "$into" && cat >"$into/sandbox" <<END
        #!/bin/sh
        echo "build $(wc -l <"$(dirname "$0")/builds")" in "\$(pwd)" with \$# arguments: "\$@"
        cat
        exit 7
        END
        cp "$into/sandbox" "$into/sandbox-host" && chmod +x "$into"/*
        """;

    private Checkout(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>How often it was built, a line for each; only with the counting SDK.</summary>
    public IReadOnlyList<string> Builds => File.Exists(At("dotnet/builds")) ? File.ReadAllLines(At("dotnet/builds")) : [];

    public string Script => At("sandbox");

    /// <summary>A few files, and an SDK that counts.</summary>
    public static Checkout WithCountingSdk()
    {
        Checkout checkout = new(TestFolders.Create());
        checkout.Copy("sandbox");
        checkout.Copy("eng");
        checkout.Copy("appsettings.json");
        checkout.Copy("appsettings.schema.json");
        checkout.Write("src/Tui/Tui.csproj", "<Project/>");
        checkout.Write("src/Core/Some.cs", "class Some;");
        checkout.Write("scenarios/one/lesson.md", "a lesson");
        Directory.CreateDirectory(checkout.At("dotnet/sdk"));
        Executables.Write(checkout.At("dotnet/dotnet"), CountingDotnet);
        return checkout;
    }

    /// <summary>All of the source.</summary>
    /// <param name="more">What else lies at its root and is wanted.</param>
    public static Checkout Whole(params string[] more)
    {
        Checkout checkout = new(TestFolders.Create());
        foreach (string path in (string[])["sandbox", "eng", "src", "scenarios", "tasks", .. more])
            checkout.Copy(path);
        foreach (string file in Directory.EnumerateFiles(SourceTree.Root).Where(file => Path.GetExtension(file) is ".json" or ".props" or ".txt" or ".editorconfig"))
            checkout.Copy(Path.GetFileName(file));
        return checkout;
    }

    public string At(string path) => Path.Combine(Folder, path);

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
    }

    /// <summary>How its <c>./sandbox</c> is run: with the counting SDK in the PATH where there is one.</summary>
    public SandboxProgram Program => new()
    {
        Program = Script,
        Variables = new Dictionary<string, string?> { ["PATH"] = $"{At("dotnet")}:{Environment.GetEnvironmentVariable("PATH")}" },
    };

    private void Copy(string path)
    {
        string from = Path.Combine(SourceTree.Root, path);
        if (Directory.Exists(from))
            Directory.CreateDirectory(At(path));
        if (Path.Exists(from))
            Executables.Copy(from, At(path));
    }
}
