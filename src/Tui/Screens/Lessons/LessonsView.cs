using Sandbox.Tui.App;
using Sandbox.Tui.Views;

namespace Sandbox.Tui.Screens.Lessons;

/// <summary>The list of the lessons, or the one that is open.</summary>
internal sealed class LessonsView : ModelView
{
    private readonly LessonList _list;
    private readonly LessonPageView _page;
    private bool _onPage;

    public LessonsView(IScreen screen) : base(screen)
    {
        (_list, _page) = (new LessonList(screen), new LessonPageView(screen) { Visible = false });
        Add(_list, _page);
    }

    public override void Bind(AppModel model)
    {
        bool onPage = model.Lessons.Stage != LessonStage.List;
        ModelView shown = onPage ? _page : _list;
        if (onPage != _onPage)
        {
            _onPage = onPage;
            (_list.Visible, _page.Visible) = (!onPage, onPage);
            shown.SetFocus();
        }
        shown.Bind(model);
    }
}
