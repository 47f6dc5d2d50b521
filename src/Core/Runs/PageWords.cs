using System.Collections.Immutable;
using Sandbox.Core.Arrays;
using Sandbox.Core.Catalogue;

namespace Sandbox.Core.Runs;

/// <summary>The words of a page's state.</summary>
/// <param name="Of">The state.</param>
/// <param name="Word">Its word, everywhere.</param>
/// <param name="Full">What a legend says of it where there is room.</param>
/// <param name="Means">What the process has there.</param>
public sealed record PageWords(PageState Of, string Word, string Full, string Means)
{
    /// <summary>The states of a page: one row each, in the order of their numbers.</summary>
    public static ImmutableArray<PageWords> All { get; } =
    [
        new(PageState.Untouched, "untouched", "untouched", "no frame: the process has not touched the page"),
        new(PageState.Shared, "shared", "shared with the parent", "a frame that others have too"),
        new(PageState.Private, "private", "private copy", "a frame of the process's own: it wrote, and the kernel copied"),
        new(PageState.Written, "written", "written by the fault", "a frame that the run's fault has written"),
    ];

    /// <summary>The words for a state where the workers have the array as a model lays it out.</summary>
    public static PageWords In(ExecutionModel model, PageState state) => (state, model) switch
    {
        (PageState.Shared, { SharesFrames: true }) => All[(int)state] with { Word = "one for all", Full = "one frame for all, always" },
        (PageState.Shared, { MapsFile: true }) => All[(int)state] with { Word = "the file's", Full = "the file's frame, shared" },
        (PageState.Private, { OneMemory: true }) => All[(int)state] with { Word = "the host's", Full = "the host's" },
        _ => All[(int)state],
    };
}
