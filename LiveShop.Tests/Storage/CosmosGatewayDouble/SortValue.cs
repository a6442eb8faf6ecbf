using System.Text.Json;

namespace LiveShop.Tests.Storage.CosmosGatewayDouble;

/// <summary>A value as queries compare it: nothing before numbers before texts, which compare by code point.</summary>
internal sealed record SortValue(int Kind, long Number, string Text) : IComparable<SortValue>
{
    public static SortValue Of(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.Number } number => new(1, number.GetInt64(), ""),
        { ValueKind: JsonValueKind.String } text => new(2, 0, text.GetString()!),
        _ => new(0, 0, ""),
    };

    public int CompareTo(SortValue? other) => (Kind, Number).CompareTo((other!.Kind, other.Number)) is var order and not 0
        ? order
        : System.Text.Encoding.UTF8.GetBytes(Text).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(other.Text));
}
