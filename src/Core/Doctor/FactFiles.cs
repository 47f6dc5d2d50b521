using Sandbox.Core.Text;

namespace Sandbox.Core.Doctor;

/// <summary>Files of /proc and /sys below a folder; what cannot be read is as good as not there.</summary>
internal sealed class FactFiles(string root)
{
    /// <summary>The lines of a file, made safe for a terminal; none where it cannot be read.</summary>
    public string[] Lines(string path)
    {
        try
        {
            return [.. File.ReadLines(Path.Combine(root, path)).Select(line => Quoted.Bare(line.Replace('\t', ' ')))];
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>The first line; <c>null</c> where there is none.</summary>
    public string? Line(string path) => Lines(path) is [var first, ..] ? first.Trim() : null;

    /// <summary>The lines that read <c>name: value</c>.</summary>
    public Dictionary<string, string> Pairs(string path)
    {
        Dictionary<string, string> pairs = [];
        foreach (string line in Lines(path))
        {
            if (line.IndexOf(':') is > 0 and int colon)
                pairs[line[..colon]] = line[(colon + 1)..].Trim();
        }
        return pairs;
    }

    /// <summary>What a link holds; <c>null</c> where it cannot be read or is none.</summary>
    public string? Link(string path)
    {
        try
        {
            return new FileInfo(Path.Combine(root, path)).LinkTarget;
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether a file can be opened for reading.</summary>
    public bool CanRead(string path)
    {
        try
        {
            using Stream file = File.OpenRead(Path.Combine(root, path));
            return true;
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
