using System.Text.Json;

namespace LiveShop.Tests.Contract;

/// <summary>Tests of the schema check itself.</summary>
public sealed class SchemaCheckTests
{
    private const string Components = """
        {
          "Money": { "type": "object", "properties": { "amount": { "type": "integer" }, "currency": { "type": "string" } }, "required": ["amount", "currency"] },
          "Status": { "type": "string", "enum": ["up", "down"] }
        }
        """;

    [Theory]
    [InlineData("""{"type":"integer"}""", "7"), InlineData("""{"type":"integer"}""", "7.0")]
    [InlineData("""{"type":["string","null"]}""", "null")]
    [InlineData("true", "7"), InlineData("{}", "[1]"), InlineData("""{"type":"object"}""", """{"x":1}""")]
    [InlineData("""{"$ref":"#/components/schemas/Money"}""", """{"amount":1,"currency":"EUR"}""")]
    [InlineData("""{"$ref":"#/components/schemas/Status"}""", "\"up\"")]
    [InlineData("""{"oneOf":[{"$ref":"#/components/schemas/Money"},{"type":"null"}]}""", "null")]
    [InlineData("""{"type":"array","items":{"type":"string"}}""", """["a","b"]""")]
    [InlineData("""{"type":"object","additionalProperties":{"type":"integer"}}""", """{"a":1}""")]
    [InlineData("""{"type":"string","format":"date-time","description":"When"}""", "\"2026-11-22T10:00:00.000Z\"")]
    [InlineData("""{"type":"integer","format":"int64"}""", "3500000000")]
    [InlineData("""{"type":["integer","null"],"format":"int32"}""", "null")]
    public void Value_that_matches_the_schema_is_valid(string schema, string value) => Assert.Empty(Errors(schema, value));

    [Theory]
    [InlineData("""{"type":"integer"}""", "7.5", "$"), InlineData("""{"type":"integer"}""", "\"7\"", "$")]
    [InlineData("""{"type":["string","null"]}""", "7", "$")]
    [InlineData("""{"type":"boolean"}""", "null", "$"), InlineData("""{"type":"object"}""", "[]", "$")]
    [InlineData("""{"type":"whatever"}""", "7", "$")]
    [InlineData("""{"$ref":"#/components/schemas/Money"}""", """{"amount":1}""", "currency is missing")]
    [InlineData("""{"$ref":"#/components/schemas/Money"}""", """{"amount":"1","currency":"EUR"}""", "$.amount")]
    [InlineData("""{"$ref":"#/components/schemas/Money"}""", """{"amount":1,"currency":"EUR","more":1}""", "more is not in the document")]
    [InlineData("""{"$ref":"#/components/schemas/Status"}""", "\"sideways\"", "not one of")]
    [InlineData("""{"oneOf":[{"$ref":"#/components/schemas/Money"},{"type":"null"}]}""", "7", "$")]
    [InlineData("""{"oneOf":[{"type":"integer"},{"type":["integer","null"]}]}""", "7", "more than one")]
    [InlineData("""{"type":"array","items":{"type":"string"}}""", """["a",7]""", "$[1]")]
    [InlineData("""{"type":"object","additionalProperties":{"type":"integer"}}""", """{"a":"1"}""", "$.a")]
    [InlineData("""{"type":"string","format":"date-time"}""", "\"tomorrow\"", "date-time")]
    [InlineData("""{"type":"string","format":"uri"}""", "\"x\"", "does not know")]
    [InlineData("""{"type":"integer","format":"int32"}""", "3500000000", "int32")]
    [InlineData("""{"type":"integer","format":"int64"}""", "1e19", "int64")]
    [InlineData("""{"type":"string","pattern":"a"}""", "\"a\"", "does not know")]
    public void Value_that_violates_the_schema_is_reported_with_its_path(string schema, string value, string said) =>
        Assert.Contains(Errors(schema, value), error => error.Contains(said, StringComparison.Ordinal));

    [Fact]
    public void Unknown_properties_are_allowed_in_requests() =>
        Assert.Empty(Errors("""{"$ref":"#/components/schemas/Money"}""", """{"amount":1,"currency":"EUR","more":1}""", closed: false));

    private static IEnumerable<string> Errors(string schema, string value, bool closed = true) =>
        new SchemaCheck(JsonElement.Parse(Components), closed).Errors(JsonElement.Parse(schema), JsonElement.Parse(value));
}
