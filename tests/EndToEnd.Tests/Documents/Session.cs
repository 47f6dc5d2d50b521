using System.Text.RegularExpressions;

namespace Sandbox.EndToEnd.Tests.Documents;

/// <summary>
/// The examples of a document. A <c>console</c> block has commands behind <c>$</c> and what each of them prints; three dots
/// stand for any text, a line of them for any number of lines. A block whose first line names a file is that file.
/// </summary>
internal static partial class Session
{
    /// <summary>Does what a document shows, in one folder and with one home, and fails where something else comes of it.</summary>
    public static async Task Play(string document)
    {
        string folder = TestFolders.Create();
        MatchCollection blocks = Blocks().Matches(await File.ReadAllTextAsync(Path.Combine(SourceTree.Root, document)));
        Assert.NotEmpty(blocks);
        foreach (Match block in blocks)
        {
            if (block.Groups["file"] is { Success: true, Value: var file })
                Write(Path.Combine(folder, file), block.Groups["text"].Value);
            else
                await Try(document, folder, block.Groups["text"].Value);
        }
    }

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private static async Task Try(string document, string folder, string text)
    {
        foreach (Match example in Examples().Matches(text))
        {
            string command = example.Groups["command"].Value;
            Finished finished = await new SandboxProgram
            {
                Program = "sh",
                Directory = folder,
                Variables = new Dictionary<string, string?>
                {
                    ["HOME"] = folder,
                    ["PATH"] = $"{Path.GetDirectoryName(SandboxProgram.Location)}:{Environment.GetEnvironmentVariable("PATH")}",
                },
            }.RunWith("-c", command);
            string printed = finished.Output + finished.Error;
            Assert.True(Pattern(example.Groups["output"].Value).IsMatch(printed), $"{document}: $ {command}\nprints:\n{printed}\nand not:\n{example.Groups["output"].Value}");
        }
    }

    private static Regex Pattern(string output) => new(
        $"^{Regex.Escape(output).Replace(@"\n\.\.\.\n", @"\n(?:.*\n)*", StringComparison.Ordinal).Replace(@"\.\.\.", ".*", StringComparison.Ordinal)}$",
        RegexOptions.None,
        TimeSpan.FromSeconds(5));

    [GeneratedRegex(@"^```(?:console|[a-z]+ (?<file>\S+))\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();

    // A command goes on in the next line where it ends with a backslash.
    [GeneratedRegex(@"^\$ (?<command>(?:.*\\\n)*.*)\n(?<output>(?:(?!\$ ).*\n)*)", RegexOptions.Multiline)]
    private static partial Regex Examples();
}
