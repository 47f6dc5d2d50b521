using System.Collections.Concurrent;

namespace Sandbox.Slow.Tests.Systems;

/// <summary>Where packages come from. What is served has to be got: only where nobody answers does a test do without.</summary>
internal static class Mirror
{
    public const string Debian = "http://deb.debian.org/debian", Ubuntu = "http://archive.ubuntu.com/ubuntu";

    private static readonly ConcurrentDictionary<string, Lazy<Task<bool>>> Asked = new();

    /// <summary>Whether a suite is served to this machine, and whoever runs the tests may make systems of it: that takes root.</summary>
    public static async Task<bool> Serves(string mirror, string suite) =>
        Environment.IsPrivilegedProcess && await Asked.GetOrAdd($"{mirror}/dists/{suite}/Release", address => new(() => Answers(address))).Value;

    private static async Task<bool> Answers(string address)
    {
        using HttpClient client = new() { Timeout = TimeSpan.FromSeconds(30) };
        try
        {
            using HttpResponseMessage answer = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception nobody) when (nobody is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
