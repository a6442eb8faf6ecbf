using LiveShop.Core;
using LiveShop.Core.LiveStreams;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.LiveStreams;

public class CreateTests
{
    [Fact]
    public void A_new_stream_is_scheduled_at_version_1_without_pins()
    {
        var stream = LiveStream.Create("demo", StreamDetails(), By(Ann)).State();

        Assert.Equal("demo", stream.StreamId);
        Assert.Equal(1, stream.Version);
        Assert.Equal(LiveStreamStatus.Scheduled, stream.Status);
        Assert.Equal(StreamDetails(), stream.Details);
        Assert.Equal(Noon, stream.ChangedAt);
        Assert.Null(stream.StartedAt);
        Assert.Null(stream.EndedAt);
        Assert.Empty(stream.PinnedProducts);
    }

    [Fact]
    public void Journal_begins_with_the_author_and_time_of_creation()
    {
        var origin = new ChangeOrigin(Ann, Noon, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

        var change = LiveStream.Create("demo", StreamDetails(), origin).Change();

        Assert.Equal(new("demo", 1, Noon, "Ann", "ann-id", LiveStreamAction.Created) { TraceParent = origin.TraceParent }, change);
    }

    [Fact]
    public void Stream_created_without_an_id_gets_a_UUID_version_7()
    {
        var id = LiveStream.Create(null, StreamDetails(), By(Ann)).State().StreamId;

        Assert.Equal(7, Guid.Parse(id).Version);
        Assert.True(Identifier.IsValid(id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Demo")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a_b")]
    [InlineData("_change-1")]
    [InlineData("a\n")]
    [InlineData("straße")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void An_id_of_other_characters_or_over_64_of_them_is_refused(string id) =>
        LiveStream.Create(id, StreamDetails(), By(Ann)).IsInvalidFor("id");

    [Theory]
    [InlineData("change")]
    [InlineData("change-1")]
    [InlineData("change-1a")]
    [InlineData("exchange-1")]
    [InlineData("-")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Id_similar_to_a_journal_entry_id_is_accepted(string id) =>
        Assert.Equal(id, LiveStream.Create(id, StreamDetails(), By(Ann)).State().StreamId);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t ")]
    [InlineData("\u200B\uFEFF")]
    public void Title_without_visible_characters_is_refused(string? title) =>
        LiveStream.Create("demo", StreamDetails(title), By(Ann)).IsInvalidFor("title");

    [Fact]
    public void The_title_is_trimmed() =>
        Assert.Equal("Autumn show", LiveStream.Create("demo", StreamDetails("  Autumn show "), By(Ann)).State().Title);

    [Fact]
    public void All_invalid_fields_are_reported_at_once()
    {
        var details = new LiveStreamDetails(null, new string('d', 4001), "javascript:alert(1)", "//elsewhere.example/x", null);

        var invalid = Assert.IsType<Core.Results.Refusal.Invalid>(LiveStream.Create("?", details, By(Ann)).Refusal);

        Assert.Equal(["description", "id", "playbackUrl", "thumbnailUrl", "title"], invalid.Errors.Keys.Order());
    }

    [Fact]
    public void Title_is_the_only_required_field() =>
        Assert.Equal(new("Show", null, null, null, null), LiveStream.Create("demo", new("Show", null, null, null, null), By(Ann)).State().Details);
}
