using System.Text.Json;
using LiveShop.Core;
using LiveShop.Core.Json;
using LiveShop.Core.LiveStreams;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.Json;

public class OptionalTests
{
    [Fact]
    public void Omitted_null_and_present_values_are_distinguished()
    {
        var edit = Read("""{"description":null,"title":"Show","scheduledFor":null}""");

        Assert.Equal(new LiveStreamEdit(Title: "Show", Description: new(null), ScheduledFor: new Optional<DateTimeOffset?>(null)), edit);
        Assert.False(edit.PlaybackUrl.IsGiven);
        Assert.True(edit.Description.IsGiven);
        Assert.Equal(new LiveStreamEdit(), Read("{}"));
    }

    [Fact]
    public void A_given_time_is_read_as_any_timestamp() =>
        Assert.Equal(Noon, Read("""{"scheduledFor":"2026-11-22T13:00:00+01:00"}""").ScheduledFor.Value);

    [Theory]
    [InlineData("""{"title":1}""")]
    [InlineData("""{"title":{}}""")]
    [InlineData("""{"scheduledFor":"soon"}""")]
    [InlineData("""{"title":"a","title":"b"}""")]
    public void Value_of_the_wrong_type_is_refused(string json) => Assert.Throws<JsonException>(() => Read(json));

    [Fact]
    public void Or_returns_the_fallback_only_when_the_value_is_omitted()
    {
        Assert.Equal("was", default(Optional<string?>).Or("was"));
        Assert.Equal("new", new Optional<string?>("new").Or("was"));
        Assert.Null(new Optional<string?>(null).Or("was"));
    }

    private static LiveStreamEdit Read(string json) => JsonSerializer.Deserialize<LiveStreamEdit>(json, LiveShopJson.Options)!;
}
