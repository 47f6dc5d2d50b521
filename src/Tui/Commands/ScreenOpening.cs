using Sandbox.Core.Tracing;
using Sandbox.Tui.Configuration;

namespace Sandbox.Tui.Commands;

/// <summary>What the screen is opened with.</summary>
/// <param name="Given">The settings with options on top; <c>null</c> where none was given: then they are read while the first frame is drawn.</param>
/// <param name="Trace">The program that is traced at once; <c>null</c> for none.</param>
internal sealed record ScreenOpening(SettingsReading? Given = null, TraceSpec? Trace = null);
