namespace Sandbox.Tests.Support.Screens;

/// <summary>A clock that goes only where a test moves it.</summary>
internal sealed class ManualClock : TimeProvider
{
    private long _now;

    public override long TimestampFrequency => 1000;

    public override long GetTimestamp() => Volatile.Read(ref _now);

    public void Advance(int milliseconds) => Interlocked.Add(ref _now, milliseconds);
}
