using System.Text.Json.Serialization;

namespace Sandbox.Core.Runs;

/// <summary>What a worker that is somebody else's program wrote on the descriptor for its sum.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SumLine>))]
public enum SumLine
{
    /// <summary>Nothing: it does not play, or did not come to that.</summary>
    [JsonStringEnumMemberName("nothing")] Nothing,

    /// <summary>A whole number in its first line.</summary>
    [JsonStringEnumMemberName("sum")] Sum,

    /// <summary>Something else.</summary>
    [JsonStringEnumMemberName("nonsense")] Nonsense,
}
