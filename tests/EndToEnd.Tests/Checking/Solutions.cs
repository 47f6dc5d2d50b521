namespace Sandbox.EndToEnd.Tests.Checking;

/// <summary>C files of solutions, each in a folder of its own, and tasks to check them by.</summary>
internal static class Solutions
{
    /// <summary>A program that never ends, and has a child.</summary>
    public const string Hang = "#include <unistd.h>\nint main(void)\n{\n    fork();\n    for (;;)\n        pause();\n}\n";

    /// <summary>A program that starts children without end.</summary>
    public const string Endless = "#include <unistd.h>\nint main(void)\n{\n    for (;;)\n        if (fork() == 0)\n            for (;;)\n                pause();\n}\n";

    /// <summary>The text of a solution of wait-for-it; 0 is right.</summary>
    public static async Task<string> Text(int solution)
    {
        await using Stream stream = typeof(Solutions).Assembly.GetManifestResourceStream("wait-for-it.c")!;
        return $"#define SOLUTION {solution}\n{await new StreamReader(stream).ReadToEndAsync()}";
    }

    /// <summary>Writes a C file to a folder of its own.</summary>
    public static async Task<string> Write(string text, string name = "mine.c")
    {
        string file = Path.Combine(TestFolders.Create(), name);
        await File.WriteAllTextAsync(file, text);
        return file;
    }

    /// <summary>A task of one case with one rule: the program ends.</summary>
    public static async Task<string> TaskThatEnds(double timeout)
    {
        string folder = Path.Combine(TestFolders.Create(), "a-task");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "task.json"),
            FormattableString.Invariant($$"""{"title": "T", "summary": "S", "timeout": {{timeout}}, "cases": [{"name": "one", "rules": [{"rule": "ends"}]}]}"""));
        return folder;
    }

    /// <summary>A folder for TMPDIR that a test can look into, and the variables that name it.</summary>
    public static (string Folder, Dictionary<string, string?> Variables) Work(params (string Name, string Value)[] more)
    {
        string folder = TestFolders.Create();
        Dictionary<string, string?> variables = new() { ["TMPDIR"] = folder };
        foreach ((string name, string value) in more)
            variables[name] = value;
        return (folder, variables);
    }
}
