using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Tracing;

namespace Sandbox.Core.Kernel.Tracing;

/// <summary>Which call of a trace something is injected at. All processes of the trace count together.</summary>
internal sealed class InjectionCounts(TraceSpec spec)
{
    private readonly Injection.AtCall[] _injections = [.. spec.Injections.OfType<Injection.AtCall>()];
    private readonly int[] _counts = new int[spec.Injections.Length];
    private readonly Injection.AtBirth[] _births = [.. spec.Injections.OfType<Injection.AtBirth>()];
    private int _born;

    /// <summary>The calls that have to stop for them.</summary>
    public static IEnumerable<int> Calls(TraceSpec spec) => spec.Injections.OfType<Injection.AtCall>().SelectMany(injection => injection.Calls.Numbers);

    /// <summary>How long a process that is not the first stands still, in milliseconds; <c>null</c> where it does not.</summary>
    public int? Slowness { get; } = spec.Injections.OfType<Injection.Slow>().FirstOrDefault()?.Milliseconds;

    /// <summary>What is injected into a process that is started now.</summary>
    public IEnumerable<Injection.AtBirth> AtBirth()
    {
        _born++;
        return _births.Where(birth => birth.Nth is null || birth.Nth == _born);
    }

    /// <summary>What is injected at a call that is made now; <c>null</c> for nothing. Of several the first one counts.</summary>
    /// <param name="call">The call.</param>
    /// <param name="startsThread">Whether it starts a thread.</param>
    public Injection.AtCall? At(SyscallInfo call, Func<bool> startsThread)
    {
        Injection.AtCall? found = null;
        for (int at = 0; at < _injections.Length; at++)
        {
            Injection.AtCall injection = _injections[at];
            if (!injection.Calls.Numbers.Contains((int)call.Number) || injection.Calls.StartsProcesses && startsThread())
                continue;
            _counts[at]++;
            if (injection.Nth is null || injection.Nth == _counts[at])
                found ??= injection;
        }
        return found;
    }
}
