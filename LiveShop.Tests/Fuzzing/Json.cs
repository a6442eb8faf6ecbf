using System.Text;
using System.Text.Json;

namespace LiveShop.Tests.Fuzzing;

/// <summary>JSON that can be put together wrongly: duplicate names, numbers and texts as no writer would write them.</summary>
internal sealed class Json
{
    private Json() { }

    /// <summary>The raw text of a JSON value that is neither an object nor an array.</summary>
    public string? Raw { get; set; }

    public List<(string Name, Json Value)>? Members { get; set; }

    public List<Json>? Items { get; set; }

    public static Json Of(string raw) => new() { Raw = raw };

    public static Json Text(string text) => Of(JsonSerializer.Serialize(text));

    public static Json Object(IEnumerable<(string, Json)> members) => new() { Members = [.. members] };

    public static Json List(IEnumerable<Json> items) => new() { Items = [.. items] };

    /// <summary>Itself and all that is in it.</summary>
    public IEnumerable<Json> All() =>
        [this, .. (Members?.Select(member => member.Value) ?? Items ?? []).SelectMany(inner => inner.All())];

    public void Become(Json other) => (Raw, Members, Items) = (other.Raw, other.Members, other.Items);

    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text);
        return text.ToString();
    }

    private void Write(StringBuilder text)
    {
        if (Members is not null)
            text.Append('{').AppendJoin(',', Members.Select(member => $"{member.Name}:{member.Value}")).Append('}');
        else if (Items is not null)
            text.Append('[').AppendJoin(',', Items).Append(']');
        else
            text.Append(Raw);
    }
}
