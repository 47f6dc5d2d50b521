using System.Collections.Immutable;
using System.Text.Json;

namespace Sandbox.Core.Text;

/// <summary>What a JSON value is.</summary>
public enum JsonShape
{
    /// <summary>Members in braces.</summary>
    Object,

    /// <summary>Items in brackets.</summary>
    List,

    /// <summary>A text in quotes.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Switch,

    /// <summary><c>null</c>.</summary>
    Null,
}

/// <summary>A member of an object.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Offset">Where the name is.</param>
/// <param name="Value">Its value.</param>
public sealed record PlacedMember(string Name, long Offset, PlacedJson Value);

/// <summary>A JSON value that knows where it stands, so that whatever is wrong with it can be said with line and column.</summary>
/// <param name="Shape">What it is.</param>
/// <param name="Offset">Where it begins, in bytes.</param>
/// <param name="Text">A text as it reads; a number or a switch as it is written; otherwise empty.</param>
/// <param name="Members">An object's members in order, repeated ones too.</param>
/// <param name="Items">A list's items.</param>
public sealed record PlacedJson(
    JsonShape Shape, long Offset, string Text, ImmutableArray<PlacedMember> Members, ImmutableArray<PlacedJson> Items)
{
    private const int Deepest = 32;

    /// <summary>How messages name it: <c>a list</c>, <c>the text "no"</c>, <c>12</c>.</summary>
    public string Found => Shape switch
    {
        JsonShape.Object => "an object",
        JsonShape.List => "a list",
        JsonShape.Text => $"the text {Quoted.Of(Text)}",
        JsonShape.Number when Text.Length > 40 => $"the number {Text[..40]}...",
        JsonShape.Null => "null",
        _ => Text,
    };

    /// <summary>Reads one JSON value, with comments and trailing commas, at most 32 levels deep.</summary>
    /// <param name="bytes">The text in UTF-8, without a byte order mark.</param>
    /// <exception cref="JsonException">It is none; line and byte are those of the exception.</exception>
    public static PlacedJson Parse(ReadOnlySpan<byte> bytes)
    {
        PlacedJson? value = Parse(bytes, out JsonException? broken);
        return broken is null ? value! : throw broken;
    }

    /// <summary>Reads one JSON value as far as it goes: what stands before a mistake of writing can be judged too.</summary>
    /// <param name="bytes">The text in UTF-8, without a byte order mark.</param>
    /// <param name="broken">Why it is no JSON, with line and byte; <c>null</c> where it is.</param>
    /// <returns>The value, without what begins at the mistake or behind it; <c>null</c> where nothing stands before that.</returns>
    public static PlacedJson? Parse(ReadOnlySpan<byte> bytes, out JsonException? broken)
    {
        Parser parser = new(bytes);
        PlacedJson? value = parser.Read() ? parser.Value() : null;
        // To the end, where the reader complains of whatever follows the value.
        parser.Read();
        broken = parser.Broken;
        return value;
    }

    private ref struct Parser(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;
        private readonly Stack<bool> _objects = [];
        private int _after;
        private JsonTokenType _last;
        private Utf8JsonReader _reader = new(
            bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = Deepest });

        public JsonException? Broken { get; private set; }

        public bool Read()
        {
            try
            {
                if (Broken is not null || !_reader.Read())
                    return false;
                if (_reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                    _objects.Push(_reader.TokenType == JsonTokenType.StartObject);
                else if (_reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                    _objects.Pop();
                (_after, _last) = ((int)_reader.BytesConsumed, _reader.TokenType);
                return true;
            }
            catch (JsonException broken)
            {
                int offset = (int)new TextPositions(_bytes).OffsetOf(broken.LineNumber ?? 0, broken.BytePositionInLine ?? 0);
                string words = JsonMistake.Words(
                    _bytes, _after, _last, _objects.TryPeek(out bool inObject) ? inObject : null, _objects.Count >= Deepest, offset);
                Broken = new JsonException(words, null, broken.LineNumber, broken.BytePositionInLine);
                return false;
            }
        }

        public PlacedJson Value()
        {
            long offset = _reader.TokenStartIndex;
            return _reader.TokenType switch
            {
                JsonTokenType.StartObject => new PlacedJson(JsonShape.Object, offset, "", Object(), []),
                JsonTokenType.StartArray => new PlacedJson(JsonShape.List, offset, "", [], List()),
                JsonTokenType.String => Leaf(JsonShape.Text, JsonTokens.Text(ref _reader)),
                JsonTokenType.Number => Leaf(JsonShape.Number, JsonTokens.Text(ref _reader)),
                JsonTokenType.Null => Leaf(JsonShape.Null, ""),
                _ => Leaf(JsonShape.Switch, JsonTokens.Text(ref _reader)),
            };

            PlacedJson Leaf(JsonShape shape, string text) => new(shape, offset, text, [], []);
        }

        private ImmutableArray<PlacedMember> Object()
        {
            var members = ImmutableArray.CreateBuilder<PlacedMember>();
            while (Read() && _reader.TokenType == JsonTokenType.PropertyName)
            {
                (string name, long offset) = (JsonTokens.Text(ref _reader), _reader.TokenStartIndex);
                if (Read())
                    members.Add(new PlacedMember(name, offset, Value()));
            }
            return members.DrainToImmutable();
        }

        private ImmutableArray<PlacedJson> List()
        {
            var items = ImmutableArray.CreateBuilder<PlacedJson>();
            while (Read() && _reader.TokenType != JsonTokenType.EndArray)
                items.Add(Value());
            return items.DrainToImmutable();
        }
    }
}
