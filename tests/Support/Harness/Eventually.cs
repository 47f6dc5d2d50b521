using System.Diagnostics;

namespace Sandbox.Tests.Support.Harness;

/// <summary>Waiting for a state, with a deadline; the one place in the tests that lets time pass.</summary>
internal static class Eventually
{
    // What comes soon is seen soon; who waits for longer leaves the processor to whom they wait for.
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(5), LongestPause = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Whether something becomes true before the deadline.</summary>
    public static Task<bool> Is(Func<bool> state, TimeSpan within) => Is(() => Task.FromResult(state()), within);

    /// <summary>Whether something that takes asking becomes true before the deadline.</summary>
    public static async Task<bool> Is(Func<Task<bool>> state, TimeSpan within)
    {
        long start = Stopwatch.GetTimestamp();
        for (TimeSpan pause = FirstPause; !await state(); pause = pause * 1.5 < LongestPause ? pause * 1.5 : LongestPause)
        {
            if (Stopwatch.GetElapsedTime(start) > within)
                return await state();
            await Task.Delay(pause);
        }

        return true;
    }

    /// <summary>Goes on at a moment that was drawn by lot: nothing is waited for.</summary>
    public static Task Moment(int milliseconds) => Task.Delay(milliseconds);

    /// <summary>Fails, with what there is instead, unless something becomes true before the deadline.</summary>
    public static Task Assert(Func<bool> state, string what, Func<string>? instead = null, TimeSpan? within = null) =>
        Assert(() => Task.FromResult(state()), what, instead is null ? null : () => Task.FromResult(instead()), within);

    /// <summary>Fails, with what there is instead, unless something that takes asking becomes true before the deadline.</summary>
    public static async Task Assert(Func<Task<bool>> state, string what, Func<Task<string>>? instead = null, TimeSpan? within = null)
    {
        TimeSpan deadline = within ?? Patience;
        if (!await Is(state, deadline))
            Xunit.Assert.Fail($"{what}: not within {deadline.TotalSeconds} s{(instead is null ? "" : $"; there is\n{await instead()}")}");
    }
}
