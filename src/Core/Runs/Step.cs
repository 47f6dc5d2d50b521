namespace Sandbox.Core.Runs;

/// <summary>
/// What a run does next, in the order in which it does it. A run that is stepped stops before each: nobody passes a step before
/// the gate on the board has its number.
/// </summary>
public enum Step
{
    /// <summary>The array is mapped.</summary>
    Map = 1,

    /// <summary>The array is filled.</summary>
    Fill,

    /// <summary>The workers are started.</summary>
    Start,

    /// <summary>The slices are read; where an intruder goes first, it does the fault here.</summary>
    Read,

    /// <summary>The fault is done; where an intruder went first, the slices are read here.</summary>
    Fault,

    /// <summary>The workers exit.</summary>
    Exit,

    /// <summary>The parent waits for them.</summary>
    Wait,

    /// <summary>Nobody is held any more.</summary>
    Open = int.MaxValue,
}

/// <summary>Where a stepped run stands.</summary>
/// <param name="Next">The step that is to be taken next.</param>
/// <param name="Settled">Whether all that comes before it has been done: everybody waits for the step, or has ended.</param>
public readonly record struct StepStop(Step Next, bool Settled);
