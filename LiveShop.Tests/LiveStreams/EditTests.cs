using LiveShop.Core;
using LiveShop.Core.LiveStreams;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.LiveStreams;

public class EditTests
{
    [Fact]
    public void Omitted_fields_keep_their_value()
    {
        var edited = ScheduledStream().Edit(new(Title: "Winter show"), By(Bob)).State();

        Assert.Equal(StreamDetails("Winter show"), edited.Details);
    }

    [Fact]
    public void Null_clears_an_optional_field()
    {
        var clear = new LiveStreamEdit(
            Description: new(null), PlaybackUrl: new(null), ThumbnailUrl: new(null), ScheduledFor: new Optional<DateTimeOffset?>(null));

        Assert.Equal(new("Autumn show", null, null, null, null), ScheduledStream().Edit(clear, By(Bob)).State().Details);
    }

    [Fact]
    public void The_title_cannot_be_cleared() =>
        ScheduledStream().Edit(new(Title: new(null)), By(Bob)).IsInvalidFor("title");

    [Fact]
    public void Edit_with_the_current_details_changes_nothing()
    {
        var stream = ScheduledStream();

        stream.Edit(new(), By(Bob)).ChangesNothingOf(stream);
        stream.Edit(new(Title: " Autumn show ", ScheduledFor: stream.ScheduledFor), By(Bob)).ChangesNothingOf(stream);
    }

    [Fact]
    public void The_journal_keeps_the_details_before()
    {
        var stream = ScheduledStream("mug");

        var change = stream.Edit(new(Description: "New"), By(Bob, minute: 3)).Change();

        Assert.Equal(new("demo", stream.Version + 1, Noon.AddMinutes(3), "Bob", "bob-id", LiveStreamAction.Edited)
        {
            Before = new(Details: stream.Details),
        }, change);
    }

    [Fact]
    public void Details_version_is_the_version_of_the_last_edit()
    {
        var created = ScheduledStream();
        var pinned = ScheduledStream("mug");
        var edited = pinned.Edit(new(PlaybackUrl: "https://video.example/other.m3u8"), By(Bob)).State();
        var live = edited.SetActive("mug", false, By(Ann)).State().Start(By(Ann)).State().Stop(By(Ann)).State();

        Assert.Equal((1, 1), (created.Version, created.DetailsVersion));
        Assert.Equal((2, 1), (pinned.Version, pinned.DetailsVersion));
        Assert.Equal((3, 3), (edited.Version, edited.DetailsVersion));
        Assert.Equal((6, 3), (live.Version, live.DetailsVersion));
    }

    [Fact]
    public void Edit_leaves_pins_and_status_unchanged()
    {
        var stream = LiveStreamWith("mug", "cup");

        var edited = stream.Edit(new(Title: "Winter show"), By(Bob)).State();

        Assert.Equal(stream.PinnedProducts, edited.PinnedProducts);
        Assert.Equal(stream.Broadcast, edited.Broadcast);
    }
}
