using System.Collections.Concurrent;

namespace Sandbox.EndToEnd.Tests.Recording;

/// <summary>The lessons' demos, each played and recorded once by the program as it is now.</summary>
internal static class PlayedDemo
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Recordings = new();

    /// <summary>The recording of a lesson's demo: a file.</summary>
    public static Task<string> Of(string lesson) => Recordings.GetOrAdd(lesson, _ => new(() => Record(lesson))).Value;

    private static async Task<string> Record(string lesson)
    {
        string file = Path.Combine(TestFolders.Create(), "demo.cast");
        (await SandboxProgram.Run("record", lesson, "-o", file)).AssertExit(0);
        return file;
    }
}
