using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiveShop.Core.Json;

/// <summary>The JSON form of all answers, messages and documents.</summary>
public static class LiveShopJson
{
    public const string ContentType = "application/json; charset=utf-8";

    /// <summary>Read-only options for reading and writing.</summary>
    public static JsonSerializerOptions Options { get; } = Make();

    /// <summary>Sets the same form on the options of a framework: the worker's, ASP.NET Core's or SignalR's.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
        options.AllowDuplicateProperties = false;
        options.MaxDepth = 32;
        // Safe because no answer is embedded in HTML; escaping would lengthen names in other scripts.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new UtcTimestampConverter());
        options.Converters.Add(new OptionalConverterFactory());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
    }

    /// <summary>The text that stands for a member of an enumeration.</summary>
    public static string NameOf<T>(T value) where T : struct, Enum => JsonSerializer.SerializeToElement(value, Options).GetString()!;

    /// <summary>A time as documents and answers have it.</summary>
    public static string TextOf(DateTimeOffset time) => JsonSerializer.SerializeToElement(time, Options).GetString()!;

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions();
        Configure(options);
        // Null in a property that is not nullable must fail here and not later.
        options.RespectNullableAnnotations = true;
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
