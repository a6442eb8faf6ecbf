using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiveShop.Core.Json;

/// <summary>Rejects null as an element of a list, which the serializer's own nullability check does not cover.</summary>
internal sealed class NonNullListConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            && !typeToConvert.GetGenericArguments()[0].IsValueType;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(NonNullListConverter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class NonNullListConverter<T> : JsonConverter<IReadOnlyList<T>> where T : class
    {
        public override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var list = JsonSerializer.Deserialize<T[]>(ref reader, options)!;
            return list.Any(element => element is null) ? throw new JsonException("The list holds null.") : list;
        }

        public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize<IEnumerable<T>>(writer, value, options);
    }
}
