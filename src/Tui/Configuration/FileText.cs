using Sandbox.Core.Runs;
using Sandbox.Core.Text;

namespace Sandbox.Tui.Configuration;

/// <summary>The text of a settings file, while it is understood: where things stand in it, and what is wrong with it.</summary>
/// <param name="path">How messages name the file.</param>
/// <param name="bytes">The text, in UTF-8.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class FileText(string path, ReadOnlySpan<byte> bytes, ProblemList problems)
{
    private readonly TextPositions _positions = new(bytes);

    /// <summary>The folder that the file lies in; empty for the working directory.</summary>
    public string Folder => Path.GetDirectoryName(path) ?? "";

    /// <summary>Lines and columns.</summary>
    public TextPositions Positions => _positions;

    /// <summary>A place: <c>appsettings.json:4:16</c>.</summary>
    public string At(long offset) => $"{Quoted.Bare(path)}:{_positions.Of(offset)}";

    /// <summary>A value that is a text, a number or a switch, with its place.</summary>
    public PlacedText Placed(PlacedJson json) => new(json.Text, At(json.Offset));

    /// <summary>Says that a value is not of the form that it should have.</summary>
    public PlacedText? Wrong(PlacedJson json, string name, string expected) =>
        Problem(json.Offset, () => $"\"{name}\" is {json.Found}; expected {expected}");

    /// <summary>Says what is wrong at a place.</summary>
    public PlacedText? Problem(long offset, string message) => Problem(offset, () => message);

    /// <summary>Says what is wrong at a place.</summary>
    public PlacedText? Problem(long offset, Func<string> message)
    {
        problems.Add(() => new SpecProblem(At(offset), message()));
        return null;
    }
}
