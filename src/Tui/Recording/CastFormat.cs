namespace Sandbox.Tui.Recording;

/// <summary>A version of asciinema's file format; see docs.asciinema.org/manual/asciicast.</summary>
internal enum CastFormat
{
    /// <summary>asciicast v2: times count from the start of the recording.</summary>
    V2 = 2,

    /// <summary>asciicast v3: times count from the event before.</summary>
    V3 = 3,
}
