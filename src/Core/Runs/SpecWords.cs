namespace Sandbox.Core.Runs;

/// <summary>The words that stand for a spec's enumerations: on the command line, in files and in JSON.</summary>
public static class SpecWords
{
    extension(RunOrder order)
    {
        /// <summary>The order's word.</summary>
        public string Id => order == RunOrder.Race ? "race" : "intruder-first";

        /// <summary>The order that a word stands for, or <c>null</c>.</summary>
        public static RunOrder? ParseOrder(string word) => word switch
        {
            "intruder-first" => RunOrder.IntruderFirst,
            "race" => RunOrder.Race,
            _ => null,
        };
    }

    extension(MpiErrors errors)
    {
        /// <summary>The word.</summary>
        public string Id => errors == MpiErrors.Return ? "return" : "abort";

        /// <summary>What a word stands for, or <c>null</c>.</summary>
        public static MpiErrors? ParseErrors(string word) => word switch
        {
            "abort" => MpiErrors.Abort,
            "return" => MpiErrors.Return,
            _ => null,
        };
    }

    extension(PageSize pages)
    {
        /// <summary>The page size's word.</summary>
        public string Id => pages == PageSize.Huge ? "2m" : "4k";

        /// <summary>The page size that a word stands for, or <c>null</c>.</summary>
        public static PageSize? ParsePages(string word) => word switch
        {
            "4k" => PageSize.Small,
            "2m" => PageSize.Huge,
            _ => null,
        };
    }
}
