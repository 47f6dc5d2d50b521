using System.Text.Unicode;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;

namespace Sandbox.Tui.Configuration;

/// <summary>Opens a settings file; <see cref="SettingsParser"/> understands it.</summary>
internal static class SettingsFile
{
    private const int LargestBytes = 1 << 20;

    /// <summary>Reads a file. No file at all means no settings, unless it is <paramref name="required"/>.</summary>
    public static SettingsReading Read(string path, bool required)
    {
        try
        {
            return Parse(path, Load(path));
        }
        catch (Exception missing) when (!required && missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return new SettingsReading([], RunCaps.Default, []);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Wrong(Quoted.Bare(path), $"cannot be read: {Quoted.Bare(refused.Message)}");
        }
    }

    /// <summary>Understands the bytes of a file.</summary>
    /// <param name="path">How messages name the file.</param>
    /// <param name="bytes">What is in it.</param>
    public static SettingsReading Parse(string path, ReadOnlySpan<byte> bytes)
    {
        path = Quoted.Bare(path);
        if (bytes.StartsWith("\uFEFF"u8))
            bytes = bytes["\uFEFF"u8.Length..];
        if (bytes.Length > LargestBytes)
            return Wrong(path, $"is larger than {LargestBytes:#,0} bytes: it holds no settings");
        TextPositions positions = new(bytes);
        if (positions.IsBlank)
            return Wrong($"{path}:1:1", "the file is empty; {} is the least that is wanted");
        if (!Utf8.IsValid(bytes))
            return Wrong($"{path}:{positions.Of(positions.FirstInvalid())}", "this is not UTF-8; JSON is written in UTF-8");
        return new SettingsParser(path, positions).Parse(bytes);
    }

    private static byte[] Load(string path)
    {
        // Read up to a bound, not to the end: /dev/zero has none.
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        byte[] bytes = GC.AllocateUninitializedArray<byte>(LargestBytes + 1);
        return bytes[..file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }

    private static SettingsReading Wrong(string origin, string message) =>
        new([], RunCaps.Default, [new SpecProblem(origin, message)]);
}
