using System.Text;

namespace Sandbox.Fuzz;

/// <summary>One reader of the product that is given what anybody may have written.</summary>
/// <param name="Id">What it is called on the command line, and its folder of kept inputs.</param>
/// <param name="Reads">What it reads, in words.</param>
/// <param name="Take">Gives it an input; throws where the reader does what it must not do.</param>
internal sealed record Target(string Id, string Reads, Action<byte[]> Take)
{
    /// <summary>What it begins with: inputs that are right.</summary>
    public required Func<IEnumerable<byte[]>> Seeds { get; init; }

    /// <summary>Words that mean something to it.</summary>
    public Func<IEnumerable<string>> Words { get; init; } = () => [];

    /// <summary>The longest input that is tried.</summary>
    public int Longest { get; init; } = 16 << 10;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Target> All { get; } = [.. FileTargets.All, .. LineTargets.All, .. WordTargets.All, .. TerminalTargets.All];

    /// <summary>The words of a JSON text: its keys and short texts, with their quotes.</summary>
    public static IEnumerable<string> WordsOf(IEnumerable<byte[]> texts) =>
        texts.SelectMany(text => Encoding.UTF8.GetString(text).Split('"').Where((_, at) => at % 2 == 1)).Where(word => word.Length is > 0 and < 30).Distinct().Select(word => $"\"{word}\"");

    /// <summary>The text of an input, as the product makes one of bytes.</summary>
    public static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    /// <summary>Files of the repository.</summary>
    public static IEnumerable<byte[]> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(SourceTree.At(folder), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes);

    /// <summary>Texts as inputs.</summary>
    public static IEnumerable<byte[]> Texts(params IEnumerable<string> texts) => texts.Select(Encoding.UTF8.GetBytes);
}
