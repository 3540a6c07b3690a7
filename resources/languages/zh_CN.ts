<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>Play or stop</source>
        <translation>播放或停止</translation>
    </message>
    <message>
        <source>Play from the loop&apos;s start</source>
        <translation>从循环起点播放</translation>
    </message>
    <message>
        <source>To the loop&apos;s start</source>
        <translation>到循环起点</translation>
    </message>
    <message>
        <source>To the loop&apos;s end</source>
        <translation>到循环终点</translation>
    </message>
    <message>
        <source>Bar back</source>
        <translation>后退一小节</translation>
    </message>
    <message>
        <source>Bar on</source>
        <translation>前进一小节</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>Tap tempo</source>
        <translation>敲击测速</translation>
    </message>
    <message>
        <source>Metronome</source>
        <translation>节拍器</translation>
    </message>
    <message>
        <source>Count-in: off, 1 bar, 2 bars</source>
        <translation>预备拍：关、1 小节、2 小节</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>Swing…</source>
        <translation>摇摆…</translation>
    </message>
    <message>
        <source>All notes off</source>
        <translation>停止所有音符</translation>
    </message>
    <message>
        <source>Mute the front track</source>
        <translation>当前轨道静音</translation>
    </message>
    <message>
        <source>Solo the front track</source>
        <translation>当前轨道独奏</translation>
    </message>
    <message>
        <source>Change on the step</source>
        <translation>在步上切换</translation>
    </message>
    <message>
        <source>Change on the beat</source>
        <translation>在拍上切换</translation>
    </message>
    <message>
        <source>Change on the bar</source>
        <translation>在小节上切换</translation>
    </message>
    <message>
        <source>Compose a take</source>
        <translation>谱写新版本</translation>
    </message>
    <message>
        <source>Compose only the selected bars</source>
        <translation>只谱写选中的小节</translation>
    </message>
    <message>
        <source>Previous take</source>
        <translation>上一版本</translation>
    </message>
    <message>
        <source>Next take</source>
        <translation>下一版本</translation>
    </message>
    <message>
        <source>Keep as a take</source>
        <translation>保留为版本</translation>
    </message>
    <message>
        <source>Swap A and B</source>
        <translation>切换 A/B</translation>
    </message>
    <message>
        <source>Star the take</source>
        <translation>给版本加星</translation>
    </message>
    <message>
        <source>Rename the take…</source>
        <translation>重命名版本…</translation>
    </message>
    <message>
        <source>Add the take to the song</source>
        <translation>把版本加入歌曲</translation>
    </message>
    <message>
        <source>Play the song</source>
        <translation>播放歌曲</translation>
    </message>
    <message>
        <source>Dice for one slider, or for the Directions</source>
        <translation>给一个滑块或各方向掷骰</translation>
    </message>
    <message>
        <source>Dice for the panel</source>
        <translation>给面板掷骰</translation>
    </message>
    <message>
        <source>Dice for all sliders</source>
        <translation>给所有滑块掷骰</translation>
    </message>
    <message>
        <source>Find a strand by its number…</source>
        <translation>按编号查找脉络…</translation>
    </message>
    <message>
        <source>MIDI learn</source>
        <translation>MIDI 学习</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>绘制</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>擦除</translation>
    </message>
    <message>
        <source>Select all notes</source>
        <translation>选择所有音符</translation>
    </message>
    <message>
        <source>Cut notes</source>
        <translation>剪切音符</translation>
    </message>
    <message>
        <source>Copy notes</source>
        <translation>复制音符</translation>
    </message>
    <message>
        <source>Paste notes</source>
        <translation>粘贴音符</translation>
    </message>
    <message>
        <source>Duplicate notes</source>
        <translation>再制音符</translation>
    </message>
    <message>
        <source>Delete notes</source>
        <translation>删除音符</translation>
    </message>
    <message>
        <source>Quantise</source>
        <translation>量化</translation>
    </message>
    <message>
        <source>Humanise</source>
        <translation>人性化</translation>
    </message>
    <message>
        <source>Split the note under the pointer</source>
        <translation>在指针处分割音符</translation>
    </message>
    <message>
        <source>Glue notes</source>
        <translation>粘合音符</translation>
    </message>
    <message>
        <source>Type the chord at the playhead…</source>
        <translation>输入播放头处的和弦…</translation>
    </message>
    <message>
        <source>Next chord</source>
        <translation>下一个和弦</translation>
    </message>
    <message>
        <source>Previous chord</source>
        <translation>上一个和弦</translation>
    </message>
    <message>
        <source>Change the form at the playhead…</source>
        <translation>更改播放头处的曲式…</translation>
    </message>
    <message>
        <source>Lock the selection</source>
        <translation>锁定所选</translation>
    </message>
    <message>
        <source>Unlock all music</source>
        <translation>解锁全部音乐</translation>
    </message>
    <message>
        <source>Loop the selection</source>
        <translation>循环所选</translation>
    </message>
    <message>
        <source>Loop from the playhead</source>
        <translation>从播放头开始循环</translation>
    </message>
    <message>
        <source>Loop up to the playhead</source>
        <translation>循环到播放头</translation>
    </message>
    <message>
        <source>Ghosts</source>
        <translation>幽灵音符</translation>
    </message>
    <message>
        <source>Scale highlight</source>
        <translation>音阶高亮</translation>
    </message>
    <message>
        <source>Track {number} in front</source>
        <translation>轨道 {number} 设为当前</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Zoom to fit</source>
        <translation>缩放到适合</translation>
    </message>
    <message>
        <source>Zoom to the selection</source>
        <translation>缩放到所选</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>New session</source>
        <translation>新建工程</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Open what was not saved</source>
        <translation>打开未保存的工程</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>History…</source>
        <translation>历史记录…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Left column</source>
        <translation>左栏</translation>
    </message>
    <message>
        <source>Right column</source>
        <translation>右栏</translation>
    </message>
    <message>
        <source>Next panel</source>
        <translation>下一面板</translation>
    </message>
    <message>
        <source>Previous panel</source>
        <translation>上一面板</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>减少动效</translation>
    </message>
    <message>
        <source>Songbook…</source>
        <translation>曲集…</translation>
    </message>
    <message>
        <source>Learn from my MIDI…</source>
        <translation>从我的 MIDI 学习…</translation>
    </message>
    <message>
        <source>Find any command…</source>
        <translation>查找命令…</translation>
    </message>
    <message>
        <source>Keyboard shortcuts…</source>
        <translation>键盘快捷键…</translation>
    </message>
    <message>
        <source>Show me around</source>
        <translation>带我看看</translation>
    </message>
    <message>
        <source>Notes as a table…</source>
        <translation>音符列表…</translation>
    </message>
    <message>
        <source>Single-letter keys</source>
        <translation>单字母快捷键</translation>
    </message>
    <message>
        <source>Space presses the focused button</source>
        <translation>空格键按下有焦点的按钮</translation>
    </message>
</context>
<context>
    <name>Announcing</name>
    <message>
        <source>bar {first}</source>
        <translation>第 {first} 小节</translation>
    </message>
    <message>
        <source>bars {first} to {last}</source>
        <translation>第 {first} 至 {last} 小节</translation>
    </message>
    <message>
        <source>1 note changed in {where}</source>
        <translation>{where}中 1 个音符有变</translation>
    </message>
    <message>
        <source>{count} notes changed in {where}</source>
        <translation>{where}中 {count} 个音符有变</translation>
    </message>
</context>
<context>
    <name>Backdrop</name>
    <message>
        <source>Velocity</source>
        <translation>力度</translation>
    </message>
</context>
<context>
    <name>Brief</name>
    <message>
        <source>Any</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Keep as a preset…</source>
        <translation>保留为预设…</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>调</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>调式</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>Metre</source>
        <translation>拍号</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>曲式</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Chords</source>
        <translation>和弦</translation>
    </message>
    <message>
        <source>Type another…</source>
        <translation>输入其他…</translation>
    </message>
    <message>
        <source>From the music in front</source>
        <translation>取自当前音乐</translation>
    </message>
    <message>
        <source>Type them…</source>
        <translation>自行输入…</translation>
    </message>
    <message>
        <source>Usual ({letters})</source>
        <translation>常用（{letters}）</translation>
    </message>
    <message>
        <source>Songbook&apos;s</source>
        <translation>曲集自带</translation>
    </message>
    <message>
        <source>Chords of each bar</source>
        <translation>每小节的和弦</translation>
    </message>
    <message>
        <source>Am7 | F C/E | G     or     i VI III VII</source>
        <translation>Am7 | F C/E | G     或     i VI III VII</translation>
    </message>
    <message>
        <source>A letter for every four bars</source>
        <translation>每四小节一个字母</translation>
    </message>
    <message>
        <source>Metre of the next take</source>
        <translation>下一版本的拍号</translation>
    </message>
    <message>
        <source>Parts of takes</source>
        <translation>版本包含的声部</translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message>
        <source>MIDI ch. &amp; ports</source>
        <translation>MIDI 通道与端口</translation>
    </message>
    <message>
        <source>Levels</source>
        <translation>电平</translation>
    </message>
    <message>
        <source>The tracks of your music stand here.</source>
        <translation>音乐的各轨道会列在这里。</translation>
    </message>
    <message>
        <source>Mixer</source>
        <translation>混音器</translation>
    </message>
</context>
<context>
    <name>Catalogue</name>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
</context>
<context>
    <name>Choose</name>
    <message>
        <source>{notes}
selected so far</source>
        <translation>{notes}
目前已选</translation>
    </message>
</context>
<context>
    <name>Choosing</name>
    <message>
        <source>selected</source>
        <translation>已选择</translation>
    </message>
    <message>
        <source>{pitch}
velocity {velocity}</source>
        <translation>{pitch}
力度 {velocity}</translation>
    </message>
    <message>
        <source>Nothing selected</source>
        <translation>未选择任何内容</translation>
    </message>
    <message>
        <source>Select notes or bars to loop them.</source>
        <translation>请先选择要循环的音符或小节。</translation>
    </message>
</context>
<context>
    <name>ChordLane</name>
    <message>
        <source>Chords</source>
        <translation>和弦</translation>
    </message>
</context>
<context>
    <name>Clouds</name>
    <message>
        <source>A song it has learned from</source>
        <translation>它学过的一首歌</translation>
    </message>
    <message>
        <source>{style}, near {other}</source>
        <translation>{style}，接近{other}</translation>
    </message>
</context>
<context>
    <name>Columns</name>
    <message>
        <source>Width of the left column</source>
        <translation>左栏宽度</translation>
    </message>
    <message>
        <source>Width of the right column</source>
        <translation>右栏宽度</translation>
    </message>
    <message>
        <source>Drag, or use the arrow keys; double-click for the usual width</source>
        <translation>拖动，或用方向键；双击恢复常用宽度</translation>
    </message>
</context>
<context>
    <name>Controlling</name>
    <message>
        <source>No MIDI input is open. Choose one in the MIDI menu.</source>
        <translation>没有打开的 MIDI 输入。请在 MIDI 菜单中选择。</translation>
    </message>
    <message>
        <source>{knob} of {name} moves {target} now</source>
        <translation>{name} 的 {knob} 现在控制{target}</translation>
    </message>
    <message>
        <source>The knobs of a controller</source>
        <translation>控制器的旋钮</translation>
    </message>
    <message>
        <source>14-bit CC {number}</source>
        <translation>14 位 CC {number}</translation>
    </message>
    <message>
        <source>Pad {pitch}</source>
        <translation>打击垫 {pitch}</translation>
    </message>
    <message>
        <source>Bend</source>
        <translation>弯音轮</translation>
    </message>
    <message>
        <source>{knob} on channel {channel}</source>
        <translation>{knob}，通道 {channel}</translation>
    </message>
</context>
<context>
    <name>Controls</name>
    <message>
        <source>Compose a take</source>
        <translation>谱写新版本</translation>
    </message>
    <message>
        <source>Surprise</source>
        <translation>新奇度</translation>
    </message>
    <message>
        <source>Variation</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Direction {number}</source>
        <translation>方向 {number}</translation>
    </message>
    <message>
        <source>Strand {number}</source>
        <translation>脉络 {number}</translation>
    </message>
    <message>
        <source>Play or stop</source>
        <translation>播放或停止</translation>
    </message>
    <message>
        <source>To the start</source>
        <translation>回到起点</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>Metronome</source>
        <translation>节拍器</translation>
    </message>
    <message>
        <source>Tap tempo</source>
        <translation>敲击测速</translation>
    </message>
    <message>
        <source>Volume of {name}</source>
        <translation>{name} 音量</translation>
    </message>
    <message>
        <source>Pan of {name}</source>
        <translation>{name} 声像</translation>
    </message>
    <message>
        <source>Mute {name}</source>
        <translation>{name} 静音</translation>
    </message>
    <message>
        <source>Solo {name}</source>
        <translation>{name} 独奏</translation>
    </message>
    <message>
        <source>Mood</source>
        <translation>情绪</translation>
    </message>
    <message>
        <source>dark to bright</source>
        <translation>由暗到明</translation>
    </message>
    <message>
        <source>calm to driven</source>
        <translation>由静到动</translation>
    </message>
    <message>
        <source>Morph</source>
        <translation>变形</translation>
    </message>
    <message>
        <source>left to right</source>
        <translation>由左到右</translation>
    </message>
    <message>
        <source>bottom to top</source>
        <translation>由下到上</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
</context>
<context>
    <name>Corner</name>
    <message>
        <source>top left</source>
        <translation>左上</translation>
    </message>
    <message>
        <source>top right</source>
        <translation>右上</translation>
    </message>
    <message>
        <source>bottom left</source>
        <translation>左下</translation>
    </message>
    <message>
        <source>bottom right</source>
        <translation>右下</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>Corner {corner}, {place}, {take}</source>
        <translation>{corner} 角，{place}，{take}</translation>
    </message>
    <message>
        <source>Drop a take or a MIDI file here</source>
        <translation>把版本或 MIDI 文件拖到这里</translation>
    </message>
    <message>
        <source>Corner {corner}
Drop a take from the strip or a MIDI file here.</source>
        <translation>{corner} 角
从版本栏拖来一个版本，或拖入一个 MIDI 文件。</translation>
    </message>
    <message>
        <source>The take in front</source>
        <translation>当前版本</translation>
    </message>
    <message>
        <source>A file…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>清空</translation>
    </message>
</context>
<context>
    <name>CounterBox</name>
    <message>
        <source>bar · beat · step</source>
        <translation>小节 · 拍 · 步</translation>
    </message>
    <message>
        <source>metre</source>
        <translation>拍号</translation>
    </message>
    <message>
        <source>Tap</source>
        <translation>敲击</translation>
    </message>
    <message>
        <source>Metre, {metre}</source>
        <translation>拍号，{metre}</translation>
    </message>
</context>
<context>
    <name>Device</name>
    <message>
        <source>Silent</source>
        <translation>无声</translation>
    </message>
    <message>
        <source>SoundFonts (*.sf2 *.sf3);;All files (*)</source>
        <translation>SoundFont 音色库 (*.sf2 *.sf3);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Built-in</source>
        <translation>内置</translation>
    </message>
    <message>
        <source>Audio device, {current}, {detail}</source>
        <translation>音频设备，{current}，{detail}</translation>
    </message>
    <message>
        <source>Look for devices again</source>
        <translation>重新查找设备</translation>
    </message>
    <message>
        <source>Sample rate</source>
        <translation>采样率</translation>
    </message>
    <message>
        <source>The device&apos;s own</source>
        <translation>设备自身的</translation>
    </message>
    <message>
        <source>Block size</source>
        <translation>缓冲大小</translation>
    </message>
    <message>
        <source>, heard soonest</source>
        <translation>，延迟最低</translation>
    </message>
    <message>
        <source>, safest</source>
        <translation>，最稳定</translation>
    </message>
    <message>
        <source>{frames} frames · {last:.1f} ms{hint}</source>
        <translation>{frames} 帧 · {last:.1f} ms{hint}</translation>
    </message>
    <message>
        <source>Instruments</source>
        <translation>乐器</translation>
    </message>
    <message>
        <source>Choose a SoundFont…</source>
        <translation>选择音色库…</translation>
    </message>
    <message>
        <source>Played by</source>
        <translation>演奏引擎</translation>
    </message>
    <message>
        <source>Choose a SoundFont</source>
        <translation>选择音色库</translation>
    </message>
</context>
<context>
    <name>DirectionSlider</name>
    <message>
        <source>Direction {number}</source>
        <translation>方向 {number}</translation>
    </message>
    <message>
        <source>{name}
From {low} to {high}.   Shift: finer   ·   double-click: back to 0   ·   L: lock</source>
        <translation>{name}
从{low}到{high}。   Shift：微调   ·   双击：归零   ·   L：锁定</translation>
    </message>
    <message>
        <source>From {low} to {high} (principal component {number})</source>
        <translation>从{low}到{high}（主成分 {number}）</translation>
    </message>
    <message>
        <source>{name}, {low} to {high}</source>
        <translation>{name}，从{low}到{high}</translation>
    </message>
</context>
<context>
    <name>Directions</name>
    <message>
        <source>Directions</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>strongest first</source>
        <translation>最强的在前</translation>
    </message>
</context>
<context>
    <name>Drop</name>
    <message>
        <source>Keep as a take</source>
        <translation>保留为版本</translation>
    </message>
    <message>
        <source>beside the others</source>
        <translation>与其他版本并列</translation>
    </message>
    <message>
        <source>Into the song</source>
        <translation>加入歌曲</translation>
    </message>
    <message>
        <source>at its end</source>
        <translation>放到末尾</translation>
    </message>
    <message>
        <source>new take</source>
        <translation>新版本</translation>
    </message>
    <message>
        <source>session</source>
        <translation>工程</translation>
    </message>
    <message>
        <source>Drop to open it exactly as it is</source>
        <translation>松开即原样打开</translation>
    </message>
    <message>
        <source>Open here</source>
        <translation>在此打开</translation>
    </message>
</context>
<context>
    <name>Editing</name>
    <message>
        <source>Select notes first: click one, or drag a box round some.</source>
        <translation>请先选择音符：单击一个，或拖框选取。</translation>
    </message>
    <message>
        <source>Nothing selected</source>
        <translation>未选择任何内容</translation>
    </message>
    <message>
        <source>copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Nothing to paste</source>
        <translation>没有可粘贴的内容</translation>
    </message>
    <message>
        <source>Copy or cut notes first.</source>
        <translation>请先复制或剪切音符。</translation>
    </message>
    <message>
        <source>Nothing pasted</source>
        <translation>未粘贴</translation>
    </message>
    <message>
        <source>The playhead stands at the end. Move it, or select a bar.</source>
        <translation>播放头已在末尾。请移动它，或选择一个小节。</translation>
    </message>
    <message>
        <source>No room</source>
        <translation>放不下</translation>
    </message>
    <message>
        <source>The music ends here.</source>
        <translation>音乐到此结束。</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} 到 {high}</translation>
    </message>
    <message>
        <source>Velocity
{span}</source>
        <translation>力度
{span}</translation>
    </message>
    <message>
        <source>Quantise</source>
        <translation>量化</translation>
    </message>
    <message>
        <source>All notes lie on the lines ({name}) already.</source>
        <translation>所有音符都已在网格线（{name}）上。</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>分割</translation>
    </message>
    <message>
        <source>Point at the place within a note.</source>
        <translation>请指向音符内部的位置。</translation>
    </message>
    <message>
        <source>Glue</source>
        <translation>粘合</translation>
    </message>
    <message>
        <source>Select two notes of one pitch, or one that another follows.</source>
        <translation>请选择同音高的两个音符，或后面还有同音高音符的一个。</translation>
    </message>
    <message>
        <source>Select notes or bars to lock them.</source>
        <translation>请选择要锁定的音符或小节。</translation>
    </message>
</context>
<context>
    <name>Empty</name>
    <message>
        <source>Open session {name}, {facts}</source>
        <translation>打开工程 {name}，{facts}</translation>
    </message>
    <message>
        <source>Open {name}, {facts}</source>
        <translation>打开 {name}，{facts}</translation>
    </message>
    <message>
        <source>Open this session and look around</source>
        <translation>打开这个工程看看</translation>
    </message>
    <message>
        <source>Open this piece and move its sliders</source>
        <translation>打开这首曲子，拖动它的滑块</translation>
    </message>
    <message>
        <source>Start with a tune, or with nothing</source>
        <translation>从一段旋律开始，或从零开始</translation>
    </message>
    <message>
        <source>Drop a MIDI file here, or let a first idea come.</source>
        <translation>把 MIDI 文件拖到这里，或让第一个灵感出现。</translation>
    </message>
    <message>
        <source>Compose a take</source>
        <translation>谱写新版本</translation>
    </message>
    <message>
        <source>Open MIDI…</source>
        <translation>打开 MIDI…</translation>
    </message>
    <message>
        <source>Show me around, in two minutes</source>
        <translation>两分钟带我看看</translation>
    </message>
</context>
<context>
    <name>Erase</name>
    <message>
        <source>{notes}
erased</source>
        <translation>{notes}
已擦除</translation>
    </message>
    <message>
        <source>Locked
Locked notes stay. L unlocks a selection, Shift+L everything.</source>
        <translation>已锁定
锁定的音符保持不动。L 解锁所选，Shift+L 解锁全部。</translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message>
        <source>Nothing to export yet</source>
        <translation>还没有可导出的内容</translation>
    </message>
    <message>
        <source>Open a MIDI file or compose a take first.</source>
        <translation>请先打开 MIDI 文件或谱写一个版本。</translation>
    </message>
    <message>
        <source>Export of {name} stopped</source>
        <translation>已停止导出 {name}</translation>
    </message>
    <message>
        <source>{name} was not written</source>
        <translation>{name} 未写入</translation>
    </message>
    <message>
        <source>{title}. </source>
        <translation>{title}。</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Save session</source>
        <translation>保存工程</translation>
    </message>
    <message>
        <source>MIDI files</source>
        <translation>MIDI 文件</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>乐谱</translation>
    </message>
    <message>
        <source>Music and sessions</source>
        <translation>音乐与工程</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>工程</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>Music</source>
        <translation>音乐</translation>
    </message>
    <message>
        <source>Choose a songbook</source>
        <translation>选择曲集</translation>
    </message>
    <message>
        <source>Songbooks</source>
        <translation>曲集</translation>
    </message>
    <message>
        <source>Choose a folder of your music</source>
        <translation>选择您的音乐文件夹</translation>
    </message>
    <message>
        <source>Export path</source>
        <translation>导出路径</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
</context>
<context>
    <name>FormLane</name>
    <message>
        <source>statement</source>
        <translation>呈示</translation>
    </message>
    <message>
        <source>contrast</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>repeat</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>return</source>
        <translation>再现</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>曲式</translation>
    </message>
</context>
<context>
    <name>Gestures</name>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Hits of this row come from a file; draw them in a row with a name.</source>
        <translation>这一行的鼓点来自文件；请在有名称的行里绘制。</translation>
    </message>
    <message>
        <source>Bar {bar}</source>
        <translation>第 {bar} 小节</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>{what} stays as it is. L unlocks a selection, Shift+L everything.</source>
        <translation>{what}保持不变。L 解锁所选，Shift+L 解锁全部。</translation>
    </message>
    <message>
        <source>Drums</source>
        <translation>鼓组</translation>
    </message>
    <message>
        <source>Click in the drum lane to set a hit.</source>
        <translation>单击鼓轨行可添加鼓点。</translation>
    </message>
</context>
<context>
    <name>Guide</name>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>take in front</source>
        <translation>当前版本</translation>
    </message>
    <message>
        <source>take</source>
        <translation>版本</translation>
    </message>
</context>
<context>
    <name>Guiding</name>
    <message>
        <source>The language changes at the next start</source>
        <translation>语言在下次启动时改变</translation>
    </message>
    <message>
        <source>song</source>
        <translation>歌曲</translation>
    </message>
</context>
<context>
    <name>Headings</name>
    <message>
        <source>Chord</source>
        <translation>和弦</translation>
    </message>
    <message>
        <source>Chords</source>
        <translation>和弦</translation>
    </message>
    <message>
        <source>There are none over this music.</source>
        <translation>这段音乐上没有和弦。</translation>
    </message>
    <message>
        <source>bar {bar} beat {beat}</source>
        <translation>第 {bar} 小节第 {beat} 拍</translation>
    </message>
    <message>
        <source>Chord, {where}</source>
        <translation>和弦，{where}</translation>
    </message>
    <message>
        <source>Chord
A space splits the chip, Tab goes on, Esc leaves it.</source>
        <translation>和弦
空格拆分和弦块，Tab 到下一个，Esc 放弃。</translation>
    </message>
    <message>
        <source>Not a chord</source>
        <translation>不是和弦</translation>
    </message>
    <message>
        <source>{why} Until then the old chord stays.</source>
        <translation>{why}在此之前保留原和弦。</translation>
    </message>
    <message>
        <source>Letter of bars {first} to {last}, {letter}</source>
        <translation>第 {first} 至 {last} 小节的字母，{letter}</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>Steps, the newest last</source>
        <translation>操作步骤，最新的在最后</translation>
    </message>
    <message>
        <source>The beginning</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Form {letters}</source>
        <translation>曲式 {letters}</translation>
    </message>
    <message>
        <source>Form usual</source>
        <translation>常用曲式</translation>
    </message>
    <message>
        <source>Songbook&apos;s chords</source>
        <translation>曲集自带的和弦</translation>
    </message>
    <message>
        <source>Chords {name}</source>
        <translation>和弦 {name}</translation>
    </message>
    <message>
        <source>Chord {name}</source>
        <translation>和弦 {name}</translation>
    </message>
    <message>
        <source>Parts: {roles}</source>
        <translation>声部：{roles}</translation>
    </message>
    <message>
        <source>Key {what}</source>
        <translation>调 {what}</translation>
    </message>
    <message>
        <source>Style {style}</source>
        <translation>风格：{style}</translation>
    </message>
    <message>
        <source>Style any</source>
        <translation>风格不限</translation>
    </message>
    <message>
        <source>Metre {name}</source>
        <translation>拍号 {name}</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Role {role}</source>
        <translation>声部角色：{role}</translation>
    </message>
    <message>
        <source>Composed track</source>
        <translation>谱写此轨道</translation>
    </message>
    <message>
        <source>Phrase</source>
        <translation>乐句</translation>
    </message>
    <message>
        <source>Tempo</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Straight</source>
        <translation>平直</translation>
    </message>
    <message>
        <source>Swing {share} %</source>
        <translation>摇摆 {share} %</translation>
    </message>
    <message>
        <source>Instrument {instrument}</source>
        <translation>乐器：{instrument}</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>Open {title}</source>
        <translation>打开 {title}</translation>
    </message>
    <message>
        <source>Keep {title}</source>
        <translation>保留 {title}</translation>
    </message>
    <message>
        <source>{title} into the song</source>
        <translation>{title} 加入歌曲</translation>
    </message>
    <message>
        <source>{track} muted</source>
        <translation>{track} 静音</translation>
    </message>
    <message>
        <source>{track} heard</source>
        <translation>{track} 取消静音</translation>
    </message>
    <message>
        <source>{track} solo</source>
        <translation>{track} 独奏</translation>
    </message>
    <message>
        <source>{track} with the others</source>
        <translation>{track} 取消独奏</translation>
    </message>
    <message>
        <source>{track} silent</source>
        <translation>{track} 无声</translation>
    </message>
    <message>
        <source>{track} 0 dB</source>
        <translation>{track} 0 dB</translation>
    </message>
    <message>
        <source>{track} {decibels} dB</source>
        <translation>{track} {decibels} dB</translation>
    </message>
    <message>
        <source>{track} centre</source>
        <translation>{track} 居中</translation>
    </message>
    <message>
        <source>{track} {share} left</source>
        <translation>{track} 偏左 {share}</translation>
    </message>
    <message>
        <source>{track} {share} right</source>
        <translation>{track} 偏右 {share}</translation>
    </message>
    <message>
        <source>{track} on the built-in sounds</source>
        <translation>{track} 用内置音色</translation>
    </message>
    <message>
        <source>{track} on its own channel</source>
        <translation>{track} 用自己的通道</translation>
    </message>
    <message>
        <source>{track} on channel {channel}</source>
        <translation>{track} 用通道 {channel}</translation>
    </message>
    <message>
        <source>{track} on {name}</source>
        <translation>{track} 输出到 {name}</translation>
    </message>
    <message>
        <source>{slider} {before} to {after}</source>
        <translation>{slider} {before} 到 {after}</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>塑形</translation>
    </message>
    <message>
        <source>Directions</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Strands</source>
        <translation>脉络</translation>
    </message>
    <message>
        <source>Shape and Directions</source>
        <translation>塑形与方向</translation>
    </message>
    <message>
        <source>Direction {number}</source>
        <translation>方向 {number}</translation>
    </message>
    <message>
        <source>Strand {number}</source>
        <translation>脉络 {number}</translation>
    </message>
    <message>
        <source>Preset {preset}</source>
        <translation>预设：{preset}</translation>
    </message>
    <message>
        <source>Mood: {corner}, {energy}</source>
        <translation>情绪：{corner}，{energy}</translation>
    </message>
    <message>
        <source>Mood: Even</source>
        <translation>情绪：平和</translation>
    </message>
    <message>
        <source>Any mood</source>
        <translation>任意情绪</translation>
    </message>
    <message>
        <source>Morph</source>
        <translation>变形</translation>
    </message>
    <message>
        <source>From the map</source>
        <translation>来自地图</translation>
    </message>
    <message>
        <source>Empty corner {name}</source>
        <translation>清空 {name} 角</translation>
    </message>
    <message>
        <source>“{take}” onto corner {name}</source>
        <translation>“{take}”放到 {name} 角</translation>
    </message>
    <message>
        <source>Empty all corners</source>
        <translation>清空所有角</translation>
    </message>
    <message>
        <source>Record path</source>
        <translation>录制路径</translation>
    </message>
    <message>
        <source>Play path</source>
        <translation>播放路径</translation>
    </message>
    <message>
        <source>Forget path</source>
        <translation>清除路径</translation>
    </message>
    <message>
        <source>Compose a take</source>
        <translation>谱写新版本</translation>
    </message>
    <message>
        <source>Compose around the locks</source>
        <translation>围绕锁定内容谱写</translation>
    </message>
    <message>
        <source>Take “{take}”</source>
        <translation>切换到“{take}”</translation>
    </message>
    <message>
        <source>Rename the take</source>
        <translation>重命名版本</translation>
    </message>
    <message>
        <source>Keep as a take</source>
        <translation>保留为版本</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Swap A and B</source>
        <translation>切换 A/B</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>加星</translation>
    </message>
    <message>
        <source>Remove the star</source>
        <translation>取消星标</translation>
    </message>
    <message>
        <source>Delete “{take}”</source>
        <translation>删除“{take}”</translation>
    </message>
    <message>
        <source>Add to the song</source>
        <translation>加入歌曲</translation>
    </message>
    <message>
        <source>Remove from the song</source>
        <translation>从歌曲移除</translation>
    </message>
    <message>
        <source>Move in the song</source>
        <translation>在歌曲中移动</translation>
    </message>
    <message>
        <source>Rename the section</source>
        <translation>重命名段落</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>反复次数</translation>
    </message>
    <message>
        <source>Transition</source>
        <translation>过渡</translation>
    </message>
    <message>
        <source>No transition</source>
        <translation>无过渡</translation>
    </message>
    <message>
        <source>Move {notes}</source>
        <translation>移动 {notes}</translation>
    </message>
    <message>
        <source>Copy {notes}</source>
        <translation>复制 {notes}</translation>
    </message>
    <message>
        <source>Transpose {notes}</source>
        <translation>移调 {notes}</translation>
    </message>
    <message>
        <source>Length of {notes}</source>
        <translation>改变 {notes}的时值</translation>
    </message>
    <message>
        <source>Velocity</source>
        <translation>力度</translation>
    </message>
    <message>
        <source>Delete {notes}</source>
        <translation>删除 {notes}</translation>
    </message>
    <message>
        <source>Draw {notes}</source>
        <translation>绘制 {notes}</translation>
    </message>
    <message>
        <source>Split {notes}</source>
        <translation>分割 {notes}</translation>
    </message>
    <message>
        <source>Glue {notes}</source>
        <translation>粘合 {notes}</translation>
    </message>
    <message>
        <source>Paste {notes}</source>
        <translation>粘贴 {notes}</translation>
    </message>
    <message>
        <source>Quantise {notes}</source>
        <translation>量化 {notes}</translation>
    </message>
    <message>
        <source>Humanise {notes}</source>
        <translation>人性化 {notes}</translation>
    </message>
    <message>
        <source>Cut {notes}</source>
        <translation>剪切 {notes}</translation>
    </message>
    <message>
        <source>Duplicate {notes}</source>
        <translation>再制 {notes}</translation>
    </message>
    <message>
        <source>Erase {notes}</source>
        <translation>擦除 {notes}</translation>
    </message>
    <message>
        <source>Erase a hit</source>
        <translation>擦除 1 个鼓点</translation>
    </message>
    <message>
        <source>Record {notes}</source>
        <translation>录制 {notes}</translation>
    </message>
    <message>
        <source>Lock {what}</source>
        <translation>锁定 {what}</translation>
    </message>
    <message>
        <source>Unlock {what}</source>
        <translation>解锁 {what}</translation>
    </message>
    <message>
        <source>Unlock all</source>
        <translation>全部解锁</translation>
    </message>
    <message>
        <source>bar {number}</source>
        <translation>第 {number} 小节</translation>
    </message>
    <message>
        <source>{count} bars</source>
        <translation>{count} 个小节</translation>
    </message>
    <message>
        <source>Sliders for other bars</source>
        <translation>滑块改为作用于其他小节</translation>
    </message>
</context>
<context>
    <name>Hits</name>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>{name}
{what} taken away</source>
        <translation>{name}
已去掉 {what}</translation>
    </message>
    <message>
        <source>{name}
There is a hit already.</source>
        <translation>{name}
这里已有鼓点。</translation>
    </message>
</context>
<context>
    <name>Keeping</name>
    <message>
        <source>{name} was not opened</source>
        <translation>{name} 未打开</translation>
    </message>
    <message>
        <source>Save the session soon. ({why})</source>
        <translation>请尽快保存工程。（{why}）</translation>
    </message>
    <message>
        <source>No music yet</source>
        <translation>还没有音乐</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>尚未保存</translation>
    </message>
    <message>
        <source>Saved {ago}</source>
        <translation>{ago}已保存</translation>
    </message>
    <message>
        <source>Kept {ago}</source>
        <translation>{ago}已备份</translation>
    </message>
    <message>
        <source>The disk may be full.</source>
        <translation>磁盘可能已满。</translation>
    </message>
    <message>
        <source>Your session is open and works; save it soon. {why}</source>
        <translation>工程仍然打开且可用；请尽快保存。{why}</translation>
    </message>
    <message>
        <source>{name} was not written</source>
        <translation>{name} 未写入</translation>
    </message>
    <message>
        <source>Saved {name}</source>
        <translation>已保存 {name}</translation>
    </message>
    <message>
        <source>The session</source>
        <translation>工程</translation>
    </message>
    <message>
        <source>{name} was not saved; a copy is in the menu</source>
        <translation>“{name}”未保存；菜单中有它的备份</translation>
    </message>
    <message>
        <source>No copy could be kept</source>
        <translation>无法保留备份</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>{seconds} s ago</source>
        <translation>{seconds} 秒前</translation>
    </message>
    <message>
        <source>{minutes} min ago</source>
        <translation>{minutes} 分钟前</translation>
    </message>
    <message>
        <source>at {time}</source>
        <translation>{time}</translation>
    </message>
    <message>
        <source>{day} {month}, {time}</source>
        <translation>{month}{day}日 {time}</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
</context>
<context>
    <name>Keymap</name>
    <message>
        <source>Tab goes from control to control.</source>
        <translation>Tab 在控件之间移动。</translation>
    </message>
    <message>
        <source>Enter presses what has the keyboard.</source>
        <translation>Enter 按下当前控件。</translation>
    </message>
    <message>
        <source>Esc closes and cancels.</source>
        <translation>Esc 用于关闭和取消。</translation>
    </message>
    <message>
        <source>Arrows move sliders and notes.</source>
        <translation>方向键移动滑块和音符。</translation>
    </message>
    <message>
        <source>F10 is the system&apos;s.</source>
        <translation>F10 归系统使用。</translation>
    </message>
    <message>
        <source>{command} keeps its key, so that there is always a way back.</source>
        <translation>“{command}”的按键不变，这样总有退路。</translation>
    </message>
    <message>
        <source>Alt is left to the desktop and to accents; try Ctrl or Shift.</source>
        <translation>Alt 留给桌面和重音字符；请试 Ctrl 或 Shift。</translation>
    </message>
    <message>
        <source>Ctrl+Space is left to the desktop.</source>
        <translation>Ctrl+空格 留给桌面。</translation>
    </message>
    <message>
        <source>{why} Try another key.</source>
        <translation>{why}请换一个键。</translation>
    </message>
    <message>
        <source>{key} stays {command}.</source>
        <translation>{key} 仍是“{command}”。</translation>
    </message>
</context>
<context>
    <name>Knob</name>
    <message>
        <source>{name}, knob, {value}</source>
        <translation>{name}，旋钮，{value}</translation>
    </message>
</context>
<context>
    <name>Language</name>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>The system&apos;s</source>
        <translation>跟随系统</translation>
    </message>
</context>
<context>
    <name>Learning</name>
    <message>
        <source>Move a knob…</source>
        <translation>请转动旋钮…</translation>
    </message>
    <message>
        <source>{name}
{move}   A fader, wheel or pad will do.   Esc: leave it</source>
        <translation>{name}
{move}   推子、滚轮或打击垫也可以。   Esc：放弃</translation>
    </message>
    <message>
        <source>MIDI learn
Put the pointer on a slider, knob or button, then press {keys}.</source>
        <translation>MIDI 学习
把指针放到滑块、旋钮或按钮上，然后按 {keys}。</translation>
    </message>
    <message>
        <source>{name}: {sentence}</source>
        <translation>{name}：{sentence}</translation>
    </message>
    <message>
        <source>MIDI learn again</source>
        <translation>重新 MIDI 学习</translation>
    </message>
    <message>
        <source>MIDI learn</source>
        <translation>MIDI 学习</translation>
    </message>
    <message>
        <source>{deed}: {name}</source>
        <translation>{deed}：{name}</translation>
    </message>
    <message>
        <source>Forget {tag} ({controller})</source>
        <translation>忘记 {tag}（{controller}）</translation>
    </message>
    <message>
        <source>Nothing is learned yet</source>
        <translation>还没有开始学习</translation>
    </message>
    <message>
        <source>{name} as it is by now is being opened; it goes on learning</source>
        <translation>正在打开目前的 {name}；学习仍在继续</translation>
    </message>
    <message>
        <source>Songbook {name} is learned</source>
        <translation>曲集 {name} 已学成</translation>
    </message>
    <message>
        <source>It plays back {now} of 100 notes right in songs it has not heard, {before} before.</source>
        <translation>在没听过的歌曲中，每 100 个音符能还原 {now} 个，之前是 {before} 个。</translation>
    </message>
    <message>
        <source>It plays back {now} of 100 notes right in songs it has not heard, as before, and such music surprises it {less} % less.</source>
        <translation>在没听过的歌曲中，每 100 个音符能还原 {now} 个，与之前相同；这类音乐给它的意外少了 {less} %。</translation>
    </message>
    <message>
        <source>It plays back {now} of 100 notes right in songs it has not heard, not better than {base} on your music. It is kept anyway; more songs or more time may help.</source>
        <translation>在没听过的歌曲中，每 100 个音符能还原 {now} 个，对您的音乐并不比 {base} 更好。仍已保留；更多歌曲或更长时间也许有帮助。</translation>
    </message>
    <message>
        <source>Songbook {name} is kept</source>
        <translation>曲集 {name} 已保留</translation>
    </message>
    <message>
        <source>Learning from {name} has stopped</source>
        <translation>从 {name} 的学习已停止</translation>
    </message>
    <message>
        <source>Stopped. The same folder goes on from there another time.</source>
        <translation>已停止。下次选同一文件夹会从这里继续。</translation>
    </message>
    <message>
        <source>{name} is being learned; one songbook at a time.</source>
        <translation>正在学习 {name}；一次只能学习一个曲集。</translation>
    </message>
    <message>
        <source>Learning begins from a songbook, and there is none. Choose one first.</source>
        <translation>学习要从一个曲集开始，而现在没有曲集。请先选择一个。</translation>
    </message>
</context>
<context>
    <name>LeftColumn</name>
    <message>
        <source>Compose a take</source>
        <translation>谱写新版本</translation>
    </message>
    <message>
        <source>Surprise</source>
        <translation>新奇度</translation>
    </message>
    <message>
        <source>Surprise
{sentence}.   Shift: finer</source>
        <translation>新奇度
{sentence}。   Shift：微调</translation>
    </message>
    <message>
        <source>Variation</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Variation
{sentence}.   Shift: finer</source>
        <translation>变化
{sentence}。   Shift：微调</translation>
    </message>
    <message>
        <source>Sliders</source>
        <translation>滑块</translation>
    </message>
    <message>
        <source>Mixer</source>
        <translation>混音器</translation>
    </message>
    <message>
        <source>Composing…</source>
        <translation>正在谱写…</translation>
    </message>
</context>
<context>
    <name>Lesson</name>
    <message>
        <source>Hear it so far</source>
        <translation>先听一听</translation>
    </message>
    <message>
        <source>Opens the songbook as it is by now; it goes on learning</source>
        <translation>打开目前的曲集；学习继续进行</translation>
    </message>
    <message>
        <source>Pause learning</source>
        <translation>暂停学习</translation>
    </message>
    <message>
        <source>Leaves the processor to the music</source>
        <translation>把处理器留给音乐</translation>
    </message>
    <message>
        <source>Go on learning</source>
        <translation>继续学习</translation>
    </message>
    <message>
        <source>Learns on from here</source>
        <translation>从这里接着学</translation>
    </message>
    <message>
        <source>Stop and keep</source>
        <translation>停止并保留</translation>
    </message>
    <message>
        <source>Ends here, and keeps the songbook as it is by now</source>
        <translation>到此为止，保留目前的曲集</translation>
    </message>
    <message>
        <source>Stop without keeping</source>
        <translation>停止且不保留</translation>
    </message>
    <message>
        <source>No songbook is written; the same folder goes on from there another time</source>
        <translation>不写入曲集；下次选同一文件夹会从这里继续</translation>
    </message>
    <message>
        <source>Fold learning</source>
        <translation>折叠学习卡片</translation>
    </message>
    <message>
        <source>Shows only how long it takes</source>
        <translation>只显示还要多久</translation>
    </message>
    <message>
        <source>Unfold learning</source>
        <translation>展开学习卡片</translation>
    </message>
    <message>
        <source>Shows how well it has learned</source>
        <translation>显示学得怎么样</translation>
    </message>
    <message>
        <source>Files skipped</source>
        <translation>跳过的文件</translation>
    </message>
    <message>
        <source>Shows which files, and why</source>
        <translation>显示是哪些文件及原因</translation>
    </message>
    <message>
        <source>under 1 min left</source>
        <translation>不到 1 分钟</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>还剩不到一分钟</translation>
    </message>
    <message>
        <source>{n} min left</source>
        <translation>还剩 {n} 分钟</translation>
    </message>
    <message>
        <source>about {n} min left</source>
        <translation>大约还剩 {n} 分钟</translation>
    </message>
    <message>
        <source>1 song</source>
        <translation>1 首歌曲</translation>
    </message>
    <message>
        <source>1 phrase</source>
        <translation>1 个乐句</translation>
    </message>
    <message>
        <source>{n} songs</source>
        <translation>{n} 首歌曲</translation>
    </message>
    <message>
        <source>{n} phrases</source>
        <translation>{n} 个乐句</translation>
    </message>
    <message>
        <source>{songs}, {phrases}</source>
        <translation>{songs}，{phrases}</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Go on composing: learning steps back while you play.</source>
        <translation>您可以继续作曲：播放时学习会让路。</translation>
    </message>
    <message>
        <source>Learning a songbook</source>
        <translation>学习曲集</translation>
    </message>
    <message>
        <source>Reading your music… {done} of {of}</source>
        <translation>正在读取您的音乐… {done}/{of}</translation>
    </message>
    <message>
        <source>Reading your music…</source>
        <translation>正在读取您的音乐…</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Writing the songbook…</source>
        <translation>正在写入曲集…</translation>
    </message>
    <message>
        <source>reading…</source>
        <translation>读取中…</translation>
    </message>
    <message>
        <source>writing…</source>
        <translation>写入中…</translation>
    </message>
    <message>
        <source>Learning from {name}</source>
        <translation>正在从 {name} 学习</translation>
    </message>
    <message>
        <source>1 file skipped</source>
        <translation>跳过 1 个文件</translation>
    </message>
    <message>
        <source>{n} files skipped</source>
        <translation>跳过 {n} 个文件</translation>
    </message>
    <message>
        <source>{n} skipped</source>
        <translation>跳过 {n} 个</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>not judged yet</source>
        <translation>尚未评估</translation>
    </message>
    <message>
        <source>some songs are kept apart to judge it by</source>
        <translation>留出几首歌曲用来评估</translation>
    </message>
    <message>
        <source>plays back {n} of 100 notes right</source>
        <translation>每 100 个音符能还原 {n} 个</translation>
    </message>
    <message>
        <source>in songs it has not heard</source>
        <translation>在没听过的歌曲中</translation>
    </message>
    <message>
        <source>they surprise it {n} % less than at first</source>
        <translation>它们给它的意外比起初少 {n} %</translation>
    </message>
    <message>
        <source>How well it has learned: {words}</source>
        <translation>学得怎么样：{words}</translation>
    </message>
    <message>
        <source>The line: how much less songs it has not heard surprise it. The words: how many of their notes it gives back</source>
        <translation>曲线：没听过的歌曲让它意外的程度下降了多少。文字：这些歌曲的音符它能还原多少</translation>
    </message>
    <message>
        <source>held-out nats and note accuracy</source>
        <translation>留出集的信息量与音符准确率</translation>
    </message>
    <message>
        <source>before it has learned from you</source>
        <translation>向您学习之前</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Back to the music</source>
        <translation>回到音乐</translation>
    </message>
    <message>
        <source>Files it does not learn from</source>
        <translation>没有用来学习的文件</translation>
    </message>
</context>
<context>
    <name>LessonSheet</name>
    <message>
        <source>Learn</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>Begin to learn now</source>
        <translation>现在开始学习</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close this sheet; nothing is learned</source>
        <translation>关闭此页；不学习</translation>
    </message>
    <message>
        <source>Learn from my MIDI</source>
        <translation>从我的 MIDI 学习</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} 分钟</translation>
    </message>
    <message>
        <source>Learns from your music, beginning with {base}. Your files are only read. You can go on composing.</source>
        <translation>以 {base} 为起点，从您的音乐中学习。您的文件只会被读取。您可以继续作曲。</translation>
    </message>
    <message>
        <source>Songbook</source>
        <translation>曲集</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>最长</translation>
    </message>
    <message>
        <source>Name of the songbook</source>
        <translation>曲集名称</translation>
    </message>
    <message>
        <source>How long it may learn; you can stop and keep it at any time</source>
        <translation>最多学习多久；您随时可以停止并保留</translation>
    </message>
    <message>
        <source>A songbook needs a name.</source>
        <translation>曲集需要一个名称。</translation>
    </message>
    <message>
        <source>There is a songbook {name} already; choose another name.</source>
        <translation>已经有名为 {name} 的曲集；请另取一个名称。</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>No music yet</source>
        <translation>还没有音乐</translation>
    </message>
</context>
<context>
    <name>Map</name>
    <message>
        <source>This songbook came without a map.</source>
        <translation>这个曲集没有附带地图。</translation>
    </message>
    <message>
        <source>Rings are your takes, dots are songs</source>
        <translation>圆环是您的版本，圆点是歌曲</translation>
    </message>
    <message>
        <source>your takes</source>
        <translation>您的版本</translation>
    </message>
    <message>
        <source>songs</source>
        <translation>歌曲</translation>
    </message>
    <message>
        <source>songs learned, your takes</source>
        <translation>学过的歌曲，您的版本</translation>
    </message>
    <message>
        <source>Songs learned, and you. A place has its own style, in place of {style}</source>
        <translation>学过的歌曲，与您。每个位置有自己的风格，取代{style}</translation>
    </message>
</context>
<context>
    <name>MapPad</name>
    <message>
        <source>no songs</source>
        <translation>没有歌曲</translation>
    </message>
</context>
<context>
    <name>Menu</name>
    <message>
        <source>Recent</source>
        <translation>最近使用</translation>
    </message>
    <message>
        <source>Not saved: {said}</source>
        <translation>未保存：{said}</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>Built-in sounds</source>
        <translation>内置音色</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>{port} ({why})</source>
        <translation>{port}（{why}）</translation>
    </message>
    <message>
        <source>No MIDI ports</source>
        <translation>没有 MIDI 端口</translation>
    </message>
    <message>
        <source>The track&apos;s own ({own})</source>
        <translation>轨道自己的（{own}）</translation>
    </message>
    <message>
        <source>Channel {number}</source>
        <translation>通道 {number}</translation>
    </message>
</context>
<context>
    <name>Midi</name>
    <message>
        <source>not connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>MIDI, {name}, {detail}</source>
        <translation>MIDI，{name}，{detail}</translation>
    </message>
    <message>
        <source>MIDI, {detail}</source>
        <translation>MIDI，{detail}</translation>
    </message>
    <message>
        <source>follows clock</source>
        <translation>跟随时钟</translation>
    </message>
    <message>
        <source>clock on</source>
        <translation>发送时钟</translation>
    </message>
    <message>
        <source>listening</source>
        <translation>正在监听</translation>
    </message>
    <message>
        <source>virtual ports</source>
        <translation>虚拟端口</translation>
    </message>
    <message>
        <source>not used</source>
        <translation>未使用</translation>
    </message>
    <message>
        <source>no ports</source>
        <translation>无端口</translation>
    </message>
    <message>
        <source>Listen to</source>
        <translation>监听</translation>
    </message>
    <message>
        <source>Send the clock to</source>
        <translation>发送时钟到</translation>
    </message>
    <message>
        <source>Offer ports to other programs</source>
        <translation>向其他程序提供端口</translation>
    </message>
    <message>
        <source>Look for ports again</source>
        <translation>重新查找端口</translation>
    </message>
    <message>
        <source>None found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>Keep time with</source>
        <translation>时钟来源</translation>
    </message>
    <message>
        <source>Its own clock</source>
        <translation>自身时钟</translation>
    </message>
    <message>
        <source>The clock of {port}</source>
        <translation>{port} 的时钟</translation>
    </message>
    <message>
        <source>{port} ({why})</source>
        <translation>{port}（{why}）</translation>
    </message>
</context>
<context>
    <name>Mood</name>
    <message>
        <source>any mood</source>
        <translation>任意情绪</translation>
    </message>
    <message>
        <source>{mood}, bright {valence}, driven {energy}</source>
        <translation>{mood}，明亮度{valence}，律动{energy}</translation>
    </message>
    <message>
        <source>dark–bright, calm–driven</source>
        <translation>暗–明，静–动</translation>
    </message>
</context>
<context>
    <name>More</name>
    <message>
        <source>Off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>1 bar</source>
        <translation>1 小节</translation>
    </message>
    <message>
        <source>2 bars</source>
        <translation>2 小节</translation>
    </message>
    <message>
        <source>Straight</source>
        <translation>平直</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>轻</translation>
    </message>
    <message>
        <source>Triplet</source>
        <translation>三连音</translation>
    </message>
    <message>
        <source>Hard</source>
        <translation>强</translation>
    </message>
    <message>
        <source>straight</source>
        <translation>平直</translation>
    </message>
    <message>
        <source>light</source>
        <translation>轻</translation>
    </message>
    <message>
        <source>triplets</source>
        <translation>三连音</translation>
    </message>
    <message>
        <source>hard</source>
        <translation>强</translation>
    </message>
    <message>
        <source>Swing</source>
        <translation>摇摆</translation>
    </message>
    <message>
        <source>Swing
{sentence}.   Shift: finer</source>
        <translation>摇摆
{sentence}。   Shift：微调</translation>
    </message>
    <message>
        <source>Pairs of</source>
        <translation>成对的</translation>
    </message>
    <message>
        <source>Bars in 6/8, 9/8 and 12/8 stay straight.</source>
        <translation>6/8、9/8 和 12/8 的小节保持平直。</translation>
    </message>
    <message>
        <source>Count-in</source>
        <translation>预备拍</translation>
    </message>
    <message>
        <source>Swing: {swing}…</source>
        <translation>摇摆：{swing}…</translation>
    </message>
    <message>
        <source>Keyboards play the front track</source>
        <translation>键盘演奏当前轨道</translation>
    </message>
    <message>
        <source>Quantise recordings to sixteenths</source>
        <translation>录制时量化到十六分音符</translation>
    </message>
</context>
<context>
    <name>Morph</name>
    <message>
        <source>blend four takes</source>
        <translation>混合四个版本</translation>
    </message>
    <message>
        <source>Record path</source>
        <translation>录制路径</translation>
    </message>
    <message>
        <source>Stop the path</source>
        <translation>停止路径</translation>
    </message>
    <message>
        <source>Play path</source>
        <translation>播放路径</translation>
    </message>
    <message>
        <source>Export path…</source>
        <translation>导出路径…</translation>
    </message>
    <message>
        <source>Forget path</source>
        <translation>清除路径</translation>
    </message>
    <message>
        <source>Empty all corners</source>
        <translation>清空所有角</translation>
    </message>
</context>
<context>
    <name>MorphPad</name>
    <message>
        <source>Drop takes onto the corners to blend them.</source>
        <translation>把版本拖到各角即可混合。</translation>
    </message>
    <message>
        <source>no takes yet</source>
        <translation>还没有版本</translation>
    </message>
</context>
<context>
    <name>Morphing</name>
    <message>
        <source>{name} was not opened</source>
        <translation>{name} 未打开</translation>
    </message>
</context>
<context>
    <name>Move</name>
    <message>
        <source>{steps} semitones</source>
        <translation>{steps} 个半音</translation>
    </message>
    <message>
        <source>in time as it was</source>
        <translation>时间不变</translation>
    </message>
    <message>
        <source>{quarters} quarters</source>
        <translation>{quarters} 拍</translation>
    </message>
</context>
<context>
    <name>Music</name>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Transform</source>
        <translation>改编</translation>
    </message>
    <message>
        <source>Sliders</source>
        <translation>滑块</translation>
    </message>
    <message>
        <source>Roll</source>
        <translation>卷帘</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Pianos</source>
        <translation>钢琴</translation>
    </message>
    <message>
        <source>Chromatic percussion</source>
        <translation>色彩打击乐</translation>
    </message>
    <message>
        <source>Organs</source>
        <translation>风琴</translation>
    </message>
    <message>
        <source>Guitars</source>
        <translation>吉他</translation>
    </message>
    <message>
        <source>Basses</source>
        <translation>贝斯</translation>
    </message>
    <message>
        <source>Strings</source>
        <translation>弦乐</translation>
    </message>
    <message>
        <source>Ensembles</source>
        <translation>合奏</translation>
    </message>
    <message>
        <source>Brass</source>
        <translation>铜管</translation>
    </message>
    <message>
        <source>Reeds</source>
        <translation>簧管</translation>
    </message>
    <message>
        <source>Pipes</source>
        <translation>笛管</translation>
    </message>
    <message>
        <source>Synth leads</source>
        <translation>合成主音</translation>
    </message>
    <message>
        <source>Synth pads</source>
        <translation>合成铺底</translation>
    </message>
    <message>
        <source>Synth effects</source>
        <translation>合成效果</translation>
    </message>
    <message>
        <source>World</source>
        <translation>民族乐器</translation>
    </message>
    <message>
        <source>Percussive</source>
        <translation>打击乐</translation>
    </message>
    <message>
        <source>Sound effects</source>
        <translation>音效</translation>
    </message>
    <message>
        <source>Acoustic Grand Piano</source>
        <translation>原声大钢琴</translation>
    </message>
    <message>
        <source>Bright Acoustic Piano</source>
        <translation>明亮原声钢琴</translation>
    </message>
    <message>
        <source>Electric Grand Piano</source>
        <translation>电子大钢琴</translation>
    </message>
    <message>
        <source>Honky-tonk Piano</source>
        <translation>酒吧钢琴</translation>
    </message>
    <message>
        <source>Electric Piano 1</source>
        <translation>电钢琴 1</translation>
    </message>
    <message>
        <source>Electric Piano 2</source>
        <translation>电钢琴 2</translation>
    </message>
    <message>
        <source>Harpsichord</source>
        <translation>羽管键琴</translation>
    </message>
    <message>
        <source>Clavinet</source>
        <translation>击弦电古钢琴</translation>
    </message>
    <message>
        <source>Celesta</source>
        <translation>钢片琴</translation>
    </message>
    <message>
        <source>Glockenspiel</source>
        <translation>钟琴</translation>
    </message>
    <message>
        <source>Music Box</source>
        <translation>八音盒</translation>
    </message>
    <message>
        <source>Vibraphone</source>
        <translation>颤音琴</translation>
    </message>
    <message>
        <source>Marimba</source>
        <translation>马林巴</translation>
    </message>
    <message>
        <source>Xylophone</source>
        <translation>木琴</translation>
    </message>
    <message>
        <source>Tubular Bells</source>
        <translation>管钟</translation>
    </message>
    <message>
        <source>Dulcimer</source>
        <translation>扬琴</translation>
    </message>
    <message>
        <source>Drawbar Organ</source>
        <translation>拉杆风琴</translation>
    </message>
    <message>
        <source>Percussive Organ</source>
        <translation>打击风琴</translation>
    </message>
    <message>
        <source>Rock Organ</source>
        <translation>摇滚风琴</translation>
    </message>
    <message>
        <source>Church Organ</source>
        <translation>教堂管风琴</translation>
    </message>
    <message>
        <source>Reed Organ</source>
        <translation>簧风琴</translation>
    </message>
    <message>
        <source>Accordion</source>
        <translation>手风琴</translation>
    </message>
    <message>
        <source>Harmonica</source>
        <translation>口琴</translation>
    </message>
    <message>
        <source>Tango Accordion</source>
        <translation>探戈手风琴</translation>
    </message>
    <message>
        <source>Acoustic Guitar (nylon)</source>
        <translation>尼龙弦吉他</translation>
    </message>
    <message>
        <source>Acoustic Guitar (steel)</source>
        <translation>钢弦吉他</translation>
    </message>
    <message>
        <source>Electric Guitar (jazz)</source>
        <translation>爵士电吉他</translation>
    </message>
    <message>
        <source>Electric Guitar (clean)</source>
        <translation>清音电吉他</translation>
    </message>
    <message>
        <source>Electric Guitar (muted)</source>
        <translation>闷音电吉他</translation>
    </message>
    <message>
        <source>Overdriven Guitar</source>
        <translation>过载吉他</translation>
    </message>
    <message>
        <source>Distortion Guitar</source>
        <translation>失真吉他</translation>
    </message>
    <message>
        <source>Guitar Harmonics</source>
        <translation>吉他泛音</translation>
    </message>
    <message>
        <source>Acoustic Bass</source>
        <translation>原声贝斯</translation>
    </message>
    <message>
        <source>Electric Bass (finger)</source>
        <translation>指弹电贝斯</translation>
    </message>
    <message>
        <source>Electric Bass (pick)</source>
        <translation>拨片电贝斯</translation>
    </message>
    <message>
        <source>Fretless Bass</source>
        <translation>无品贝斯</translation>
    </message>
    <message>
        <source>Slap Bass 1</source>
        <translation>击弦贝斯 1</translation>
    </message>
    <message>
        <source>Slap Bass 2</source>
        <translation>击弦贝斯 2</translation>
    </message>
    <message>
        <source>Synth Bass 1</source>
        <translation>合成贝斯 1</translation>
    </message>
    <message>
        <source>Synth Bass 2</source>
        <translation>合成贝斯 2</translation>
    </message>
    <message>
        <source>Violin</source>
        <translation>小提琴</translation>
    </message>
    <message>
        <source>Viola</source>
        <translation>中提琴</translation>
    </message>
    <message>
        <source>Cello</source>
        <translation>大提琴</translation>
    </message>
    <message>
        <source>Contrabass</source>
        <translation>低音提琴</translation>
    </message>
    <message>
        <source>Tremolo Strings</source>
        <translation>弦乐震音</translation>
    </message>
    <message>
        <source>Pizzicato Strings</source>
        <translation>弦乐拨奏</translation>
    </message>
    <message>
        <source>Orchestral Harp</source>
        <translation>竖琴</translation>
    </message>
    <message>
        <source>Timpani</source>
        <translation>定音鼓</translation>
    </message>
    <message>
        <source>String Ensemble 1</source>
        <translation>弦乐合奏 1</translation>
    </message>
    <message>
        <source>String Ensemble 2</source>
        <translation>弦乐合奏 2</translation>
    </message>
    <message>
        <source>Synth Strings 1</source>
        <translation>合成弦乐 1</translation>
    </message>
    <message>
        <source>Synth Strings 2</source>
        <translation>合成弦乐 2</translation>
    </message>
    <message>
        <source>Choir Aahs</source>
        <translation>人声“啊”</translation>
    </message>
    <message>
        <source>Voice Oohs</source>
        <translation>人声“呜”</translation>
    </message>
    <message>
        <source>Synth Choir</source>
        <translation>合成人声</translation>
    </message>
    <message>
        <source>Orchestra Hit</source>
        <translation>管弦乐重击</translation>
    </message>
    <message>
        <source>Trumpet</source>
        <translation>小号</translation>
    </message>
    <message>
        <source>Trombone</source>
        <translation>长号</translation>
    </message>
    <message>
        <source>Tuba</source>
        <translation>大号</translation>
    </message>
    <message>
        <source>Muted Trumpet</source>
        <translation>弱音小号</translation>
    </message>
    <message>
        <source>French Horn</source>
        <translation>圆号</translation>
    </message>
    <message>
        <source>Brass Section</source>
        <translation>铜管组</translation>
    </message>
    <message>
        <source>Synth Brass 1</source>
        <translation>合成铜管 1</translation>
    </message>
    <message>
        <source>Synth Brass 2</source>
        <translation>合成铜管 2</translation>
    </message>
    <message>
        <source>Soprano Sax</source>
        <translation>高音萨克斯</translation>
    </message>
    <message>
        <source>Alto Sax</source>
        <translation>中音萨克斯</translation>
    </message>
    <message>
        <source>Tenor Sax</source>
        <translation>次中音萨克斯</translation>
    </message>
    <message>
        <source>Baritone Sax</source>
        <translation>上低音萨克斯</translation>
    </message>
    <message>
        <source>Oboe</source>
        <translation>双簧管</translation>
    </message>
    <message>
        <source>English Horn</source>
        <translation>英国管</translation>
    </message>
    <message>
        <source>Bassoon</source>
        <translation>大管</translation>
    </message>
    <message>
        <source>Clarinet</source>
        <translation>单簧管</translation>
    </message>
    <message>
        <source>Piccolo</source>
        <translation>短笛</translation>
    </message>
    <message>
        <source>Flute</source>
        <translation>长笛</translation>
    </message>
    <message>
        <source>Recorder</source>
        <translation>竖笛</translation>
    </message>
    <message>
        <source>Pan Flute</source>
        <translation>排箫</translation>
    </message>
    <message>
        <source>Blown Bottle</source>
        <translation>吹瓶</translation>
    </message>
    <message>
        <source>Shakuhachi</source>
        <translation>尺八</translation>
    </message>
    <message>
        <source>Whistle</source>
        <translation>口哨</translation>
    </message>
    <message>
        <source>Ocarina</source>
        <translation>陶笛</translation>
    </message>
    <message>
        <source>Lead 1 (square)</source>
        <translation>主音 1（方波）</translation>
    </message>
    <message>
        <source>Lead 2 (sawtooth)</source>
        <translation>主音 2（锯齿波）</translation>
    </message>
    <message>
        <source>Lead 3 (calliope)</source>
        <translation>主音 3（汽笛风琴）</translation>
    </message>
    <message>
        <source>Lead 4 (chiff)</source>
        <translation>主音 4（吹管）</translation>
    </message>
    <message>
        <source>Lead 5 (charang)</source>
        <translation>主音 5（吉他）</translation>
    </message>
    <message>
        <source>Lead 6 (voice)</source>
        <translation>主音 6（人声）</translation>
    </message>
    <message>
        <source>Lead 7 (fifths)</source>
        <translation>主音 7（五度）</translation>
    </message>
    <message>
        <source>Lead 8 (bass + lead)</source>
        <translation>主音 8（贝斯加主音）</translation>
    </message>
    <message>
        <source>Pad 1 (new age)</source>
        <translation>铺底 1（新世纪）</translation>
    </message>
    <message>
        <source>Pad 2 (warm)</source>
        <translation>铺底 2（温暖）</translation>
    </message>
    <message>
        <source>Pad 3 (polysynth)</source>
        <translation>铺底 3（复音合成）</translation>
    </message>
    <message>
        <source>Pad 4 (choir)</source>
        <translation>铺底 4（合唱）</translation>
    </message>
    <message>
        <source>Pad 5 (bowed)</source>
        <translation>铺底 5（弓弦）</translation>
    </message>
    <message>
        <source>Pad 6 (metallic)</source>
        <translation>铺底 6（金属）</translation>
    </message>
    <message>
        <source>Pad 7 (halo)</source>
        <translation>铺底 7（光环）</translation>
    </message>
    <message>
        <source>Pad 8 (sweep)</source>
        <translation>铺底 8（扫频）</translation>
    </message>
    <message>
        <source>FX 1 (rain)</source>
        <translation>效果 1（雨声）</translation>
    </message>
    <message>
        <source>FX 2 (soundtrack)</source>
        <translation>效果 2（音轨）</translation>
    </message>
    <message>
        <source>FX 3 (crystal)</source>
        <translation>效果 3（水晶）</translation>
    </message>
    <message>
        <source>FX 4 (atmosphere)</source>
        <translation>效果 4（氛围）</translation>
    </message>
    <message>
        <source>FX 5 (brightness)</source>
        <translation>效果 5（明亮）</translation>
    </message>
    <message>
        <source>FX 6 (goblins)</source>
        <translation>效果 6（精怪）</translation>
    </message>
    <message>
        <source>FX 7 (echoes)</source>
        <translation>效果 7（回声）</translation>
    </message>
    <message>
        <source>FX 8 (sci-fi)</source>
        <translation>效果 8（科幻）</translation>
    </message>
    <message>
        <source>Sitar</source>
        <translation>西塔尔</translation>
    </message>
    <message>
        <source>Banjo</source>
        <translation>班卓琴</translation>
    </message>
    <message>
        <source>Shamisen</source>
        <translation>三味线</translation>
    </message>
    <message>
        <source>Koto</source>
        <translation>日本筝</translation>
    </message>
    <message>
        <source>Kalimba</source>
        <translation>卡林巴</translation>
    </message>
    <message>
        <source>Bagpipe</source>
        <translation>风笛</translation>
    </message>
    <message>
        <source>Fiddle</source>
        <translation>民间提琴</translation>
    </message>
    <message>
        <source>Shehnai</source>
        <translation>唢呐</translation>
    </message>
    <message>
        <source>Tinkle Bell</source>
        <translation>铃铛</translation>
    </message>
    <message>
        <source>Agogo</source>
        <translation>阿哥哥铃</translation>
    </message>
    <message>
        <source>Steel Drums</source>
        <translation>钢鼓</translation>
    </message>
    <message>
        <source>Woodblock</source>
        <translation>木鱼</translation>
    </message>
    <message>
        <source>Taiko Drum</source>
        <translation>太鼓</translation>
    </message>
    <message>
        <source>Melodic Tom</source>
        <translation>旋律嗵鼓</translation>
    </message>
    <message>
        <source>Synth Drum</source>
        <translation>合成鼓</translation>
    </message>
    <message>
        <source>Reverse Cymbal</source>
        <translation>反向镲</translation>
    </message>
    <message>
        <source>Guitar Fret Noise</source>
        <translation>吉他品丝噪声</translation>
    </message>
    <message>
        <source>Breath Noise</source>
        <translation>呼吸声</translation>
    </message>
    <message>
        <source>Seashore</source>
        <translation>海浪</translation>
    </message>
    <message>
        <source>Bird Tweet</source>
        <translation>鸟鸣</translation>
    </message>
    <message>
        <source>Telephone Ring</source>
        <translation>电话铃</translation>
    </message>
    <message>
        <source>Helicopter</source>
        <translation>直升机</translation>
    </message>
    <message>
        <source>Applause</source>
        <translation>掌声</translation>
    </message>
    <message>
        <source>Gunshot</source>
        <translation>枪声</translation>
    </message>
    <message>
        <source>Standard Kit</source>
        <translation>标准鼓组</translation>
    </message>
    <message>
        <source>Room Kit</source>
        <translation>房间鼓组</translation>
    </message>
    <message>
        <source>Power Kit</source>
        <translation>强力鼓组</translation>
    </message>
    <message>
        <source>Electronic Kit</source>
        <translation>电子鼓组</translation>
    </message>
    <message>
        <source>TR-808 Kit</source>
        <translation>TR-808 鼓组</translation>
    </message>
    <message>
        <source>Jazz Kit</source>
        <translation>爵士鼓组</translation>
    </message>
    <message>
        <source>Brush Kit</source>
        <translation>鼓刷鼓组</translation>
    </message>
    <message>
        <source>Orchestra Kit</source>
        <translation>管弦乐鼓组</translation>
    </message>
    <message>
        <source>melody</source>
        <translation>旋律</translation>
    </message>
    <message>
        <source>chords</source>
        <translation>和弦</translation>
    </message>
    <message>
        <source>bass</source>
        <translation>贝斯</translation>
    </message>
    <message>
        <source>drums</source>
        <translation>鼓组</translation>
    </message>
    <message>
        <source>other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Melody</source>
        <translation>旋律</translation>
    </message>
    <message>
        <source>Chords</source>
        <translation>和弦</translation>
    </message>
    <message>
        <source>Bass</source>
        <translation>贝斯</translation>
    </message>
    <message>
        <source>Drums</source>
        <translation>鼓组</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Major</source>
        <translation>大调</translation>
    </message>
    <message>
        <source>Minor</source>
        <translation>小调</translation>
    </message>
    <message>
        <source>Dorian</source>
        <translation>多利亚</translation>
    </message>
    <message>
        <source>Mixolydian</source>
        <translation>混合利底亚</translation>
    </message>
    <message>
        <source>Phrygian</source>
        <translation>弗里吉亚</translation>
    </message>
    <message>
        <source>Lydian</source>
        <translation>利底亚</translation>
    </message>
    <message>
        <source>pop</source>
        <translation>流行</translation>
    </message>
    <message>
        <source>rock</source>
        <translation>摇滚</translation>
    </message>
    <message>
        <source>game</source>
        <translation>游戏</translation>
    </message>
    <message>
        <source>folk</source>
        <translation>民谣</translation>
    </message>
    <message>
        <source>jazz</source>
        <translation>爵士</translation>
    </message>
    <message>
        <source>art song</source>
        <translation>艺术歌曲</translation>
    </message>
    <message>
        <source>hymn</source>
        <translation>圣咏</translation>
    </message>
    <message>
        <source>baroque</source>
        <translation>巴洛克</translation>
    </message>
    <message>
        <source>funk</source>
        <translation>放克</translation>
    </message>
    <message>
        <source>latin</source>
        <translation>拉丁</translation>
    </message>
    <message>
        <source>hip-hop</source>
        <translation>嘻哈</translation>
    </message>
    <message>
        <source>classical</source>
        <translation>古典</translation>
    </message>
    <message>
        <source>blues</source>
        <translation>布鲁斯</translation>
    </message>
    <message>
        <source>country</source>
        <translation>乡村</translation>
    </message>
    <message>
        <source>soul</source>
        <translation>灵魂乐</translation>
    </message>
    <message>
        <source>electronic</source>
        <translation>电子</translation>
    </message>
    <message>
        <source>film</source>
        <translation>电影</translation>
    </message>
    <message>
        <source>reggae</source>
        <translation>雷鬼</translation>
    </message>
    <message>
        <source>metal</source>
        <translation>金属</translation>
    </message>
    <message>
        <source>ragtime</source>
        <translation>拉格泰姆</translation>
    </message>
    <message>
        <source>Pop</source>
        <translation>流行</translation>
    </message>
    <message>
        <source>Rock</source>
        <translation>摇滚</translation>
    </message>
    <message>
        <source>Game</source>
        <translation>游戏</translation>
    </message>
    <message>
        <source>Folk</source>
        <translation>民谣</translation>
    </message>
    <message>
        <source>Jazz</source>
        <translation>爵士</translation>
    </message>
    <message>
        <source>Art song</source>
        <translation>艺术歌曲</translation>
    </message>
    <message>
        <source>Hymn</source>
        <translation>圣咏</translation>
    </message>
    <message>
        <source>Baroque</source>
        <translation>巴洛克</translation>
    </message>
    <message>
        <source>Funk</source>
        <translation>放克</translation>
    </message>
    <message>
        <source>Latin</source>
        <translation>拉丁</translation>
    </message>
    <message>
        <source>Hip-hop</source>
        <translation>嘻哈</translation>
    </message>
    <message>
        <source>Classical</source>
        <translation>古典</translation>
    </message>
    <message>
        <source>Blues</source>
        <translation>布鲁斯</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>乡村</translation>
    </message>
    <message>
        <source>Soul</source>
        <translation>灵魂乐</translation>
    </message>
    <message>
        <source>Electronic</source>
        <translation>电子</translation>
    </message>
    <message>
        <source>Film</source>
        <translation>电影</translation>
    </message>
    <message>
        <source>Reggae</source>
        <translation>雷鬼</translation>
    </message>
    <message>
        <source>Metal</source>
        <translation>金属</translation>
    </message>
    <message>
        <source>Ragtime</source>
        <translation>拉格泰姆</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>密度</translation>
    </message>
    <message>
        <source>Syncopation</source>
        <translation>切分</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>音区</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>音域</translation>
    </message>
    <message>
        <source>Leaps</source>
        <translation>跳进</translation>
    </message>
    <message>
        <source>Contour</source>
        <translation>旋律走向</translation>
    </message>
    <message>
        <source>Repetition</source>
        <translation>重复度</translation>
    </message>
    <message>
        <source>Harmonic colour</source>
        <translation>和声色彩</translation>
    </message>
    <message>
        <source>Harmonic rhythm</source>
        <translation>和声节奏</translation>
    </message>
    <message>
        <source>Bass activity</source>
        <translation>贝斯活跃度</translation>
    </message>
    <message>
        <source>Drum density</source>
        <translation>鼓密度</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>能量</translation>
    </message>
    <message>
        <source>sparse</source>
        <translation>稀疏</translation>
    </message>
    <message>
        <source>dense</source>
        <translation>密集</translation>
    </message>
    <message>
        <source>notes a bar</source>
        <translation>音/小节</translation>
    </message>
    <message>
        <source>on the beat</source>
        <translation>正拍</translation>
    </message>
    <message>
        <source>off the beat</source>
        <translation>反拍</translation>
    </message>
    <message>
        <source>a bar</source>
        <translation>/小节</translation>
    </message>
    <message>
        <source>low</source>
        <translation>低</translation>
    </message>
    <message>
        <source>high</source>
        <translation>高</translation>
    </message>
    <message>
        <source>MIDI pitch</source>
        <translation>MIDI 音高</translation>
    </message>
    <message>
        <source>narrow</source>
        <translation>窄</translation>
    </message>
    <message>
        <source>wide</source>
        <translation>宽</translation>
    </message>
    <message>
        <source>semitones</source>
        <translation>半音</translation>
    </message>
    <message>
        <source>stepwise</source>
        <translation>级进</translation>
    </message>
    <message>
        <source>leaping</source>
        <translation>跳进</translation>
    </message>
    <message>
        <source>falling</source>
        <translation>下行</translation>
    </message>
    <message>
        <source>rising</source>
        <translation>上行</translation>
    </message>
    <message>
        <source>semitones a bar</source>
        <translation>半音/小节</translation>
    </message>
    <message>
        <source>ever new</source>
        <translation>常新</translation>
    </message>
    <message>
        <source>repeating</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>of 1</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>plain</source>
        <translation>朴素</translation>
    </message>
    <message>
        <source>colourful</source>
        <translation>多彩</translation>
    </message>
    <message>
        <source>resting</source>
        <translation>静止</translation>
    </message>
    <message>
        <source>moving</source>
        <translation>流动</translation>
    </message>
    <message>
        <source>changes a bar</source>
        <translation>次/小节</translation>
    </message>
    <message>
        <source>calm</source>
        <translation>平静</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>忙碌</translation>
    </message>
    <message>
        <source>bare</source>
        <translation>单薄</translation>
    </message>
    <message>
        <source>full</source>
        <translation>饱满</translation>
    </message>
    <message>
        <source>hits a bar</source>
        <translation>击/小节</translation>
    </message>
    <message>
        <source>gentle</source>
        <translation>柔和</translation>
    </message>
    <message>
        <source>driving</source>
        <translation>强劲</translation>
    </message>
    <message>
        <source>standard deviations</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>held</source>
        <translation>绵长</translation>
    </message>
    <message>
        <source>running</source>
        <translation>流动</translation>
    </message>
    <message>
        <source>on beat</source>
        <translation>正拍</translation>
    </message>
    <message>
        <source>off beat</source>
        <translation>反拍</translation>
    </message>
    <message>
        <source>open</source>
        <translation>疏朗</translation>
    </message>
    <message>
        <source>crowded</source>
        <translation>拥挤</translation>
    </message>
    <message>
        <source>short</source>
        <translation>短</translation>
    </message>
    <message>
        <source>long</source>
        <translation>长</translation>
    </message>
    <message>
        <source>steady</source>
        <translation>稳定</translation>
    </message>
    <message>
        <source>deep</source>
        <translation>低沉</translation>
    </message>
    <message>
        <source>light</source>
        <translation>轻</translation>
    </message>
    <message>
        <source>soft kit</source>
        <translation>轻鼓</translation>
    </message>
    <message>
        <source>full kit</source>
        <translation>满鼓</translation>
    </message>
    <message>
        <source>hats</source>
        <translation>踩镲</translation>
    </message>
    <message>
        <source>cymbals</source>
        <translation>镲片</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>暗</translation>
    </message>
    <message>
        <source>bright</source>
        <translation>明</translation>
    </message>
    <message>
        <source>flowing</source>
        <translation>连绵</translation>
    </message>
    <message>
        <source>breathing</source>
        <translation>呼吸</translation>
    </message>
    <message>
        <source>Fifties</source>
        <translation>五十年代</translation>
    </message>
    <message>
        <source>Ballad</source>
        <translation>抒情</translation>
    </message>
    <message>
        <source>Canon</source>
        <translation>卡农</translation>
    </message>
    <message>
        <source>Two five one</source>
        <translation>二五一</translation>
    </message>
    <message>
        <source>Turnaround</source>
        <translation>回转</translation>
    </message>
    <message>
        <source>Plagal</source>
        <translation>变格</translation>
    </message>
    <message>
        <source>Stepping</source>
        <translation>级进</translation>
    </message>
    <message>
        <source>Borrowed</source>
        <translation>借用</translation>
    </message>
    <message>
        <source>Royal road</source>
        <translation>王道</translation>
    </message>
    <message>
        <source>Anthem</source>
        <translation>颂歌</translation>
    </message>
    <message>
        <source>Andalusian</source>
        <translation>安达卢西亚</translation>
    </message>
    <message>
        <source>Epic</source>
        <translation>史诗</translation>
    </message>
    <message>
        <source>Lament</source>
        <translation>悲歌</translation>
    </message>
    <message>
        <source>Minor two five</source>
        <translation>小调二五</translation>
    </message>
    <message>
        <source>Minor blues</source>
        <translation>小调布鲁斯</translation>
    </message>
    <message>
        <source>Circle</source>
        <translation>循环圈</translation>
    </message>
    <message>
        <source>Vamp</source>
        <translation>律动</translation>
    </message>
    <message>
        <source>Calmer</source>
        <translation>更平静</translation>
    </message>
    <message>
        <source>Busier</source>
        <translation>更忙碌</translation>
    </message>
    <message>
        <source>Groovier</source>
        <translation>更律动</translation>
    </message>
    <message>
        <source>Singable</source>
        <translation>好唱</translation>
    </message>
    <message>
        <source>Adventurous</source>
        <translation>冒险</translation>
    </message>
    <message>
        <source>Hymn-like</source>
        <translation>圣咏风</translation>
    </message>
    <message>
        <source>Late night</source>
        <translation>深夜</translation>
    </message>
    <message>
        <source>Lift</source>
        <translation>提升</translation>
    </message>
    <message>
        <source>As written</source>
        <translation>如谱</translation>
    </message>
    <message>
        <source>Melody forward</source>
        <translation>突出旋律</translation>
    </message>
    <message>
        <source>Backing only</source>
        <translation>只有伴奏</translation>
    </message>
    <message>
        <source>Bass and drums</source>
        <translation>贝斯和鼓</translation>
    </message>
    <message>
        <source>Wide</source>
        <translation>宽广</translation>
    </message>
    <message>
        <source>Intro</source>
        <translation>前奏</translation>
    </message>
    <message>
        <source>Verse</source>
        <translation>主歌</translation>
    </message>
    <message>
        <source>Pre-chorus</source>
        <translation>导歌</translation>
    </message>
    <message>
        <source>Chorus</source>
        <translation>副歌</translation>
    </message>
    <message>
        <source>Bridge</source>
        <translation>桥段</translation>
    </message>
    <message>
        <source>Solo</source>
        <translation>独奏</translation>
    </message>
    <message>
        <source>Outro</source>
        <translation>尾奏</translation>
    </message>
    <message>
        <source>Tense</source>
        <translation>紧张</translation>
    </message>
    <message>
        <source>Joyful</source>
        <translation>欢快</translation>
    </message>
    <message>
        <source>Wistful</source>
        <translation>忧思</translation>
    </message>
    <message>
        <source>Peaceful</source>
        <translation>安宁</translation>
    </message>
    <message>
        <source>still</source>
        <translation>静止</translation>
    </message>
    <message>
        <source>lively</source>
        <translation>活泼</translation>
    </message>
    <message>
        <source>driven</source>
        <translation>奔放</translation>
    </message>
    <message>
        <source>Even</source>
        <translation>平和</translation>
    </message>
    <message>
        <source>Any mood</source>
        <translation>任意情绪</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>Song</source>
        <translation>歌曲</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>人声</translation>
    </message>
    <message>
        <source>Songbook</source>
        <translation>曲集</translation>
    </message>
    <message>
        <source>Studio</source>
        <translation>录音室</translation>
    </message>
    <message>
        <source>Variation</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Surprise</source>
        <translation>新奇度</translation>
    </message>
    <message>
        <source>Eighths</source>
        <translation>八分音符</translation>
    </message>
    <message>
        <source>Sixteenths</source>
        <translation>十六分音符</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>End</source>
        <translation>结尾</translation>
    </message>
    <message>
        <source>Lead</source>
        <translation>主音</translation>
    </message>
    <message>
        <source>Neo-soul</source>
        <translation>新灵魂乐</translation>
    </message>
    <message>
        <source>Folk waltz</source>
        <translation>民谣圆舞曲</translation>
    </message>
    <message>
        <source>Evening set</source>
        <translation>晚场</translation>
    </message>
    <message>
        <source>Night train</source>
        <translation>夜行列车</translation>
    </message>
    <message>
        <source>Late light</source>
        <translation>晚光</translation>
    </message>
    <message>
        <source>Fuller</source>
        <translation>更丰满</translation>
    </message>
    <message>
        <source>Further off</source>
        <translation>更远</translation>
    </message>
    <message>
        <source>Departure</source>
        <translation>启程</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>途中</translation>
    </message>
    <message>
        <source>Arrival</source>
        <translation>抵达</translation>
    </message>
    <message>
        <source>Electric piano</source>
        <translation>电钢琴</translation>
    </message>
    <message>
        <source>Warm pad</source>
        <translation>温暖铺底</translation>
    </message>
    <message>
        <source>Fingered bass</source>
        <translation>指弹贝斯</translation>
    </message>
    <message>
        <source>Brush kit</source>
        <translation>鼓刷鼓组</translation>
    </message>
    <message>
        <source>Slow strings</source>
        <translation>慢弦乐</translation>
    </message>
    <message>
        <source>Timpani and toms</source>
        <translation>定音鼓与嗵鼓</translation>
    </message>
    <message>
        <source>Guitar</source>
        <translation>吉他</translation>
    </message>
    <message>
        <source>Light kit</source>
        <translation>轻鼓组</translation>
    </message>
    <message>
        <source>Varied</source>
        <translation>变奏</translation>
    </message>
    <message>
        <source>Continued</source>
        <translation>续写</translation>
    </message>
    <message>
        <source>Filled in</source>
        <translation>补写</translation>
    </message>
    <message>
        <source>On the way</source>
        <translation>途中</translation>
    </message>
    <message>
        <source>Accompanied</source>
        <translation>加伴奏</translation>
    </message>
    <message>
        <source>Harmonised</source>
        <translation>配和声</translation>
    </message>
    <message>
        <source>Reharmonised</source>
        <translation>重配和声</translation>
    </message>
    <message>
        <source>Transferred</source>
        <translation>换风格</translation>
    </message>
    <message>
        <source>Simpler</source>
        <translation>更简单</translation>
    </message>
    <message>
        <source>Humanised</source>
        <translation>人性化</translation>
    </message>
    <message>
        <source>In the groove</source>
        <translation>合律动</translation>
    </message>
    <message>
        <source>Jan</source>
        <translation>1月</translation>
    </message>
    <message>
        <source>Feb</source>
        <translation>2月</translation>
    </message>
    <message>
        <source>Mar</source>
        <translation>3月</translation>
    </message>
    <message>
        <source>Apr</source>
        <translation>4月</translation>
    </message>
    <message>
        <source>May</source>
        <translation>5月</translation>
    </message>
    <message>
        <source>Jun</source>
        <translation>6月</translation>
    </message>
    <message>
        <source>Jul</source>
        <translation>7月</translation>
    </message>
    <message>
        <source>Aug</source>
        <translation>8月</translation>
    </message>
    <message>
        <source>Sep</source>
        <translation>9月</translation>
    </message>
    <message>
        <source>Oct</source>
        <translation>10月</translation>
    </message>
    <message>
        <source>Nov</source>
        <translation>11月</translation>
    </message>
    <message>
        <source>Dec</source>
        <translation>12月</translation>
    </message>
</context>
<context>
    <name>NoteEditing</name>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
</context>
<context>
    <name>NoteMenu</name>
    <message>
        <source>Cut</source>
        <translation>剪切</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>再制</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Split here</source>
        <translation>在此分割</translation>
    </message>
    <message>
        <source>Glue</source>
        <translation>粘合</translation>
    </message>
    <message>
        <source>Quantise</source>
        <translation>量化</translation>
    </message>
    <message>
        <source>Humanise</source>
        <translation>人性化</translation>
    </message>
    <message>
        <source>Octave up</source>
        <translation>升八度</translation>
    </message>
    <message>
        <source>Octave down</source>
        <translation>降八度</translation>
    </message>
    <message>
        <source>Longer</source>
        <translation>加长</translation>
    </message>
    <message>
        <source>Shorter</source>
        <translation>缩短</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>加强</translation>
    </message>
    <message>
        <source>Softer</source>
        <translation>减弱</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Unlock all</source>
        <translation>全部解锁</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Loop selection</source>
        <translation>循环所选</translation>
    </message>
    <message>
        <source>Zoom to selection</source>
        <translation>缩放到所选</translation>
    </message>
    <message>
        <source>Bring {ghost} in front</source>
        <translation>把 {ghost} 设为当前</translation>
    </message>
    <message>
        <source>bar {bar}</source>
        <translation>第 {bar} 小节</translation>
    </message>
    <message>
        <source>{count} bars</source>
        <translation>{count} 个小节</translation>
    </message>
    <message>
        <source>Unlock {what}</source>
        <translation>解锁 {what}</translation>
    </message>
    <message>
        <source>Lock {what}</source>
        <translation>锁定 {what}</translation>
    </message>
    <message>
        <source>Select {what}</source>
        <translation>选择 {what}</translation>
    </message>
    <message>
        <source>Select no bars</source>
        <translation>不选小节</translation>
    </message>
    <message>
        <source>Loop {what}</source>
        <translation>循环 {what}</translation>
    </message>
    <message>
        <source>Select its notes</source>
        <translation>选择其中的音符</translation>
    </message>
    <message>
        <source>Paste here</source>
        <translation>粘贴到这里</translation>
    </message>
</context>
<context>
    <name>NotesTable</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Back to the music</source>
        <translation>返回音乐</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>音符</translation>
    </message>
    <message>
        <source>Bar</source>
        <translation>小节</translation>
    </message>
    <message>
        <source>Beat</source>
        <translation>拍</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时值</translation>
    </message>
    <message>
        <source>Velocity</source>
        <translation>力度</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>, locked</source>
        <translation>，已锁定</translation>
    </message>
    <message>
        <source>{name}, bar {bar} beat {beat}, {length}, velocity {velocity}{held}</source>
        <translation>{name}，第 {bar} 小节第 {beat} 拍，{length}，力度 {velocity}{held}</translation>
    </message>
    <message>
        <source>Notes as a table</source>
        <translation>音符列表</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>音符</translation>
    </message>
    <message>
        <source>Select all notes</source>
        <translation>选择所有音符</translation>
    </message>
    <message>
        <source>Enter selects the note in the roll, where arrows move it.</source>
        <translation>Enter 在卷帘中选中该音符，方向键可移动它。</translation>
    </message>
    <message>
        <source>{name}: 1 note</source>
        <translation>{name}：1 个音符</translation>
    </message>
    <message>
        <source>{name}: {count} notes</source>
        <translation>{name}：{count} 个音符</translation>
    </message>
    <message>
        <source>No notes yet</source>
        <translation>还没有音符</translation>
    </message>
    <message>
        <source>Notes of {name}</source>
        <translation>{name} 的音符</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>Opening {name}. Playing and editing go on.</source>
        <translation>正在打开 {name}。可继续播放和编辑。</translation>
    </message>
    <message>
        <source>{name} was not opened</source>
        <translation>{name} 未打开</translation>
    </message>
    <message>
        <source>{tracks} tracks, {bars} bars, {bpm} BPM</source>
        <translation>{tracks} 条轨道，{bars} 小节，{bpm} BPM</translation>
    </message>
</context>
<context>
    <name>OwnKeys</name>
    <message>
        <source>On a slider</source>
        <translation>在滑块上</translation>
    </message>
    <message>
        <source>1 more</source>
        <translation>加 1</translation>
    </message>
    <message>
        <source>1 less</source>
        <translation>减 1</translation>
    </message>
    <message>
        <source>0.1 more</source>
        <translation>加 0.1</translation>
    </message>
    <message>
        <source>0.1 less</source>
        <translation>减 0.1</translation>
    </message>
    <message>
        <source>10 more</source>
        <translation>加 10</translation>
    </message>
    <message>
        <source>10 less</source>
        <translation>减 10</translation>
    </message>
    <message>
        <source>As low as it goes</source>
        <translation>到最低</translation>
    </message>
    <message>
        <source>As high as it goes</source>
        <translation>到最高</translation>
    </message>
    <message>
        <source>Back to 0</source>
        <translation>归零</translation>
    </message>
    <message>
        <source>An exact value</source>
        <translation>精确数值</translation>
    </message>
    <message>
        <source>digits, then Enter</source>
        <translation>输入数字后按 Enter</translation>
    </message>
    <message>
        <source>Lock it, or unlock it</source>
        <translation>锁定或解锁</translation>
    </message>
    <message>
        <source>Leave the drag or the figure typed</source>
        <translation>放弃拖动或输入的数值</translation>
    </message>
    <message>
        <source>In the roll, notes selected</source>
        <translation>在卷帘中，已选音符</translation>
    </message>
    <message>
        <source>Back by the grid</source>
        <translation>按网格后退</translation>
    </message>
    <message>
        <source>On by the grid</source>
        <translation>按网格前进</translation>
    </message>
    <message>
        <source>A semitone up</source>
        <translation>升半音</translation>
    </message>
    <message>
        <source>A semitone down</source>
        <translation>降半音</translation>
    </message>
    <message>
        <source>An octave up</source>
        <translation>升八度</translation>
    </message>
    <message>
        <source>An octave down</source>
        <translation>降八度</translation>
    </message>
    <message>
        <source>Shorter</source>
        <translation>缩短</translation>
    </message>
    <message>
        <source>Longer</source>
        <translation>加长</translation>
    </message>
    <message>
        <source>Louder by 5</source>
        <translation>力度加 5</translation>
    </message>
    <message>
        <source>Softer by 5</source>
        <translation>力度减 5</translation>
    </message>
    <message>
        <source>Back a little, off the grid</source>
        <translation>微微提前，不依网格</translation>
    </message>
    <message>
        <source>On a little, off the grid</source>
        <translation>微微推后，不依网格</translation>
    </message>
    <message>
        <source>Previous note</source>
        <translation>上一个音符</translation>
    </message>
    <message>
        <source>Next note</source>
        <translation>下一个音符</translation>
    </message>
    <message>
        <source>Previous note as well</source>
        <translation>加选上一个音符</translation>
    </message>
    <message>
        <source>Next note as well</source>
        <translation>加选下一个音符</translation>
    </message>
    <message>
        <source>What can be done with them</source>
        <translation>可对它们做的操作</translation>
    </message>
    <message>
        <source>In the roll, nothing selected</source>
        <translation>在卷帘中，未选内容</translation>
    </message>
    <message>
        <source>Look back, or on</source>
        <translation>向前或向后查看</translation>
    </message>
    <message>
        <source>Look higher, or lower</source>
        <translation>向上或向下查看</translation>
    </message>
    <message>
        <source>Select the first note</source>
        <translation>选择第一个音符</translation>
    </message>
    <message>
        <source>In a chord that is typed</source>
        <translation>在输入和弦时</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>采用</translation>
    </message>
    <message>
        <source>Take it, and type the next</source>
        <translation>采用并输入下一个</translation>
    </message>
    <message>
        <source>Take it, and type the one before</source>
        <translation>采用并输入上一个</translation>
    </message>
    <message>
        <source>Leave it as it was</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>On a pad</source>
        <translation>在触控板上</translation>
    </message>
    <message>
        <source>Move the dot</source>
        <translation>移动圆点</translation>
    </message>
    <message>
        <source>Move it finely</source>
        <translation>微微移动</translation>
    </message>
    <message>
        <source>Ten steps up, or down</source>
        <translation>上移或下移十步</translation>
    </message>
    <message>
        <source>To the left edge, to the right edge</source>
        <translation>到左边缘、到右边缘</translation>
    </message>
    <message>
        <source>Back to where it rests</source>
        <translation>回到静止位置</translation>
    </message>
    <message>
        <source>Leave the drag</source>
        <translation>放弃拖动</translation>
    </message>
    <message>
        <source>On a button</source>
        <translation>在按钮上</translation>
    </message>
    <message>
        <source>Press it</source>
        <translation>按下</translation>
    </message>
    <message>
        <source>On a chip that opens a menu</source>
        <translation>在带菜单的选项上</translation>
    </message>
    <message>
        <source>Open the menu</source>
        <translation>打开菜单</translation>
    </message>
    <message>
        <source>On a track&apos;s tab</source>
        <translation>在轨道标签上</translation>
    </message>
    <message>
        <source>Bring the track in front</source>
        <translation>把轨道设为当前</translation>
    </message>
    <message>
        <source>Its menu: role, lock, what is composed</source>
        <translation>它的菜单：声部、锁定、谱写内容</translation>
    </message>
    <message>
        <source>On the tempo</source>
        <translation>在速度上</translation>
    </message>
    <message>
        <source>1 faster</source>
        <translation>加快 1</translation>
    </message>
    <message>
        <source>1 slower</source>
        <translation>减慢 1</translation>
    </message>
    <message>
        <source>0.1 faster</source>
        <translation>加快 0.1</translation>
    </message>
    <message>
        <source>0.1 slower</source>
        <translation>减慢 0.1</translation>
    </message>
    <message>
        <source>Type it</source>
        <translation>直接输入</translation>
    </message>
    <message>
        <source>On a take</source>
        <translation>在版本上</translation>
    </message>
    <message>
        <source>Bring it in front</source>
        <translation>设为当前</translation>
    </message>
    <message>
        <source>Rename it</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>What can be done with it</source>
        <translation>可对它做的操作</translation>
    </message>
    <message>
        <source>On a section of the song</source>
        <translation>在歌曲段落上</translation>
    </message>
    <message>
        <source>Play from here</source>
        <translation>从这里播放</translation>
    </message>
    <message>
        <source>Repeats, transitions and more</source>
        <translation>反复、过渡等</translation>
    </message>
    <message>
        <source>Take it out of the song</source>
        <translation>从歌曲中移除</translation>
    </message>
</context>
<context>
    <name>Pad</name>
    <message>
        <source>pad</source>
        <translation>触控板</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>unlocked</source>
        <translation>未锁定</translation>
    </message>
</context>
<context>
    <name>PadCard</name>
    <message>
        <source>The songbook is being opened. The pads follow.</source>
        <translation>正在打开曲集，触控板稍后可用。</translation>
    </message>
    <message>
        <source>Without a songbook nothing moves here. Playing, editing and exporting work.</source>
        <translation>没有曲集，这里无法移动。播放、编辑和导出可用。</translation>
    </message>
    <message>
        <source>{name}
{sentence}.   Arrows: move   ·   L: lock</source>
        <translation>{name}
{sentence}。   方向键：移动   ·   L：锁定</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>16 bit</source>
        <translation>16 位</translation>
    </message>
    <message>
        <source>24 bit</source>
        <translation>24 位</translation>
    </message>
    <message>
        <source>32 float</source>
        <translation>32 位浮点</translation>
    </message>
    <message>
        <source>All tracks, swing written into the notes. Mixer settings stay here.</source>
        <translation>所有轨道，摇摆写入音符。混音器设置不写入。</translation>
    </message>
    <message>
        <source>All tracks, drawn without swing. Notes off the beat go to the nearest note value.</source>
        <translation>所有轨道，不写摇摆。不在拍上的音符归到最近的时值。</translation>
    </message>
    <message>
        <source>As heard: swing and mixer, with the last notes dying away.</source>
        <translation>与所听一致：含摇摆与混音，末尾音符自然衰减。</translation>
    </message>
    <message>
        <source>As heard: swing and mixer, with the last notes dying away. Smaller than WAV, no loss.</source>
        <translation>与所听一致：含摇摆与混音，末尾音符自然衰减。比 WAV 小，无损。</translation>
    </message>
    <message>
        <source>One file for each track that is heard, as loud as in the mix.</source>
        <translation>每条有声轨道一个文件，响度与混音中相同。</translation>
    </message>
    <message>
        <source>Choose where</source>
        <translation>选择位置</translation>
    </message>
    <message>
        <source>Choose the folder and name of the file</source>
        <translation>选择文件夹和文件名</translation>
    </message>
    <message>
        <source>Mix</source>
        <translation>混音</translation>
    </message>
    <message>
        <source>Stems</source>
        <translation>分轨</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>位深</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>采样率</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Samples, {kind}</source>
        <translation>位深，{kind}</translation>
    </message>
    <message>
        <source>How exactly each moment is kept</source>
        <translation>每个瞬间记录得多精确</translation>
    </message>
    <message>
        <source>Which kind of file the music is written to</source>
        <translation>音乐写成哪种文件</translation>
    </message>
    <message>
        <source>The whole mix, or one file for each track</source>
        <translation>整体混音，或每轨一个文件</translation>
    </message>
    <message>
        <source>Samples a second; 48 kHz suits most programs</source>
        <translation>每秒采样数；48 kHz 适合多数程序</translation>
    </message>
    <message>
        <source>{sentence}. Now {path}</source>
        <translation>{sentence}。现在是 {path}</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <translation>正在写入 {name}</translation>
    </message>
    <message>
        <source>You may close this sheet: the export goes on.</source>
        <translation>可以关闭此窗口：导出会继续。</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>Nothing will be left behind.</source>
        <translation>不会留下任何文件。</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Find any command</source>
        <translation>查找命令</translation>
    </message>
    <message>
        <source>Find any command or take</source>
        <translation>查找命令或版本</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>符合的结果</translation>
    </message>
    <message>
        <source>Nothing of that name. Try another word.</source>
        <translation>没有这个名称，请换一个词。</translation>
    </message>
</context>
<context>
    <name>Parts</name>
    <message>
        <source>, not heard</source>
        <translation>，无声</translation>
    </message>
    <message>
        <source>{name}, instrument {instrument}{silent}</source>
        <translation>{name}，乐器 {instrument}{silent}</translation>
    </message>
    <message>
        <source>{name}: {instrument}. Press to choose an instrument</source>
        <translation>{name}：{instrument}。按下可选择乐器</translation>
    </message>
    <message>
        <source>{name}
{instrument}.   Press for another instrument</source>
        <translation>{name}
{instrument}。   按下可换乐器</translation>
    </message>
</context>
<context>
    <name>PathPlaying</name>
    <message>
        <source>The dot did not move, so no path was kept</source>
        <translation>圆点没有移动，未保留路径</translation>
    </message>
    <message>
        <source>Writing bar {bar} of {count}</source>
        <translation>正在写第 {bar} 小节，共 {count} 小节</translation>
    </message>
    <message>
        <source>{name} was written: {bars}</source>
        <translation>{name} 已写入：{bars}</translation>
    </message>
    <message>
        <source>{name} was not written</source>
        <translation>{name} 未写入</translation>
    </message>
</context>
<context>
    <name>Phrase</name>
    <message>
        <source>Crash</source>
        <translation>吊镲</translation>
    </message>
    <message>
        <source>Ride</source>
        <translation>叮叮镲</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>开镲</translation>
    </message>
    <message>
        <source>Hat</source>
        <translation>踩镲</translation>
    </message>
    <message>
        <source>Tom 1</source>
        <translation>嗵鼓 1</translation>
    </message>
    <message>
        <source>Tom 2</source>
        <translation>嗵鼓 2</translation>
    </message>
    <message>
        <source>Floor</source>
        <translation>落地嗵</translation>
    </message>
    <message>
        <source>Snare</source>
        <translation>军鼓</translation>
    </message>
    <message>
        <source>Kick</source>
        <translation>底鼓</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
</context>
<context>
    <name>Picture</name>
    <message>
        <source>Piano roll</source>
        <translation>钢琴卷帘</translation>
    </message>
    <message>
        <source>, {chosen} selected</source>
        <translation>，已选 {chosen} 个</translation>
    </message>
    <message>
        <source>Bars {first} to {last}, {name} in front, {count} notes{selected}</source>
        <translation>第 {first} 至 {last} 小节，当前 {name}，{count} 个音符{selected}</translation>
    </message>
</context>
<context>
    <name>PlayingIn</name>
    <message>
        <source>No keyboard is chosen yet. Choose one in the MIDI menu.</source>
        <translation>还没有选择键盘。请在 MIDI 菜单中选择。</translation>
    </message>
    <message>
        <source>Nothing to record onto yet</source>
        <translation>还没有可录制的轨道</translation>
    </message>
    <message>
        <source>Open a MIDI file or compose a take first.</source>
        <translation>请先打开 MIDI 文件或谱写一个版本。</translation>
    </message>
    <message>
        <source>{notes} recorded on {track}</source>
        <translation>{notes}已录到 {track}</translation>
    </message>
</context>
<context>
    <name>Presets</name>
    <message>
        <source>Sliders</source>
        <translation>滑块</translation>
    </message>
    <message>
        <source>Mix</source>
        <translation>混音</translation>
    </message>
    <message>
        <source>Chords</source>
        <translation>和弦</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>曲式</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Keep as a preset…</source>
        <translation>保留为预设…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>A preset needs a name.</source>
        <translation>预设需要一个名称。</translation>
    </message>
    <message>
        <source>{name} is one of the program&apos;s own presets; choose another name.</source>
        <translation>{name} 是程序自带的预设；请另取名称。</translation>
    </message>
    <message>
        <source>Name of the preset ({kind})</source>
        <translation>预设名称（{kind}）</translation>
    </message>
    <message>
        <source>My verse</source>
        <translation>我的主歌</translation>
    </message>
</context>
<context>
    <name>Presetting</name>
    <message>
        <source>Your presets</source>
        <translation>您的预设</translation>
    </message>
    <message>
        <source>“{name}” does not fit here</source>
        <translation>“{name}”不适合这里</translation>
    </message>
    <message>
        <source>Kept the preset “{name}”</source>
        <translation>已保留预设“{name}”</translation>
    </message>
    <message>
        <source>Deleted the preset “{name}”</source>
        <translation>已删除预设“{name}”</translation>
    </message>
    <message>
        <source>The preset</source>
        <translation>预设</translation>
    </message>
</context>
<context>
    <name>Readings</name>
    <message>
        <source>Load {load} percent, {count} drop-outs</source>
        <translation>负载百分之 {load}，{count} 次断音</translation>
    </message>
    <message>
        <source>1 drop-out</source>
        <translation>1 次断音</translation>
    </message>
    <message>
        <source>{count} drop-outs</source>
        <translation>{count} 次断音</translation>
    </message>
</context>
<context>
    <name>RightColumn</name>
    <message>
        <source>Morph path</source>
        <translation>变形路径</translation>
    </message>
</context>
<context>
    <name>Roll</name>
    <message>
        <source>{name}
Click to hear it, Shift+click to select its notes, drag to pan.</source>
        <translation>{name}
单击试听，Shift+单击选择此音高的音符，拖动平移。</translation>
    </message>
    <message>
        <source>, new</source>
        <translation>，新</translation>
    </message>
    <message>
        <source>, locked</source>
        <translation>，已锁定</translation>
    </message>
    <message>
        <source>{pitch}
{name}, bar {bar} beat {beat}, {length}, velocity {velocity}{new}{held}</source>
        <translation>{pitch}
{name}，第 {bar} 小节第 {beat} 拍，{length}，力度 {velocity}{new}{held}</translation>
    </message>
    <message>
        <source>Ruler
Click to go there, drag to loop, Ctrl+click to select bars, right-click to lock.</source>
        <translation>标尺
单击跳转，拖动设循环，Ctrl+单击选择小节，右键锁定。</translation>
    </message>
    <message>
        <source>Chords
Click to type another: Am7, C/E, or a numeral such as ii7.</source>
        <translation>和弦
单击可另行输入：Am7、C/E，或级数如 ii7。</translation>
    </message>
    <message>
        <source>Form
Click to pick another letter: equal letters say the same again.</source>
        <translation>曲式
单击换字母：相同字母表示重复。</translation>
    </message>
    <message>
        <source>Drums
Click sets or takes a hit, drag paints. Shift+drag selects.</source>
        <translation>鼓组
单击添加或去掉鼓点，拖动连续绘制。Shift+拖动选择。</translation>
    </message>
    <message>
        <source>Velocity
Drag a head, or sweep a line over all. Shift: a straight line.</source>
        <translation>力度
拖动顶端，或横扫画出力度线。Shift：直线。</translation>
    </message>
</context>
<context>
    <name>Row</name>
    <message>
        <source>{name} {control}</source>
        <translation>{name} {control}</translation>
    </message>
    <message>
        <source>{name} {control}
{sentence}.   Shift: finer   ·   double-click: {rest}</source>
        <translation>{name} {control}
{sentence}。   Shift：微调   ·   双击：{rest}</translation>
    </message>
    <message>
        <source>{control} {track}</source>
        <translation>{control} {track}</translation>
    </message>
    <message>
        <source>{key} for the front track</source>
        <translation>{key}：当前轨道</translation>
    </message>
    <message>
        <source>{port} ({why})</source>
        <translation>{port}（{why}）</translation>
    </message>
    <message>
        <source>Built-in</source>
        <translation>内置</translation>
    </message>
    <message>
        <source>Output of {name}, {output}</source>
        <translation>{name} 的输出，{output}</translation>
    </message>
    <message>
        <source>{output}. {sentence}</source>
        <translation>{output}。{sentence}</translation>
    </message>
    <message>
        <source>Ch {number}</source>
        <translation>通道 {number}</translation>
    </message>
    <message>
        <source>MIDI channel of {name}, {number}</source>
        <translation>{name} 的 MIDI 通道，{number}</translation>
    </message>
</context>
<context>
    <name>Rows</name>
    <message>
        <source>no key</source>
        <translation>无按键</translation>
    </message>
    <message>
        <source>not now</source>
        <translation>现在不可用</translation>
    </message>
</context>
<context>
    <name>SectionCell</name>
    <message>
        <source>Section {name}</source>
        <translation>段落 {name}</translation>
    </message>
    <message>
        <source>{bars} bars</source>
        <translation>{bars} 小节</translation>
    </message>
    <message>
        <source>{repeats} times</source>
        <translation>{repeats} 次</translation>
    </message>
    <message>
        <source>with a transition</source>
        <translation>带过渡</translation>
    </message>
    <message>
        <source>Name of the section</source>
        <translation>段落名称</translation>
    </message>
    <message>
        <source>{name}
Click: play the song from here   ·   double-click: name   ·   right-click: repeats, transition</source>
        <translation>{name}
单击：从这里播放歌曲   ·   双击：命名   ·   右键：反复、过渡</translation>
    </message>
</context>
<context>
    <name>Segmented</name>
    <message>
        <source>{group} {word}</source>
        <translation>{group} {word}</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>{name} was not found.</source>
        <translation>找不到 {name}。</translation>
    </message>
    <message>
        <source>{name} is empty. Nothing was opened.</source>
        <translation>{name} 是空的。未打开任何内容。</translation>
    </message>
    <message>
        <source>{name} holds no notes. Nothing was opened.</source>
        <translation>{name} 中没有音符。未打开任何内容。</translation>
    </message>
    <message>
        <source>{name} is a folder, not a MIDI file.</source>
        <translation>{name} 是文件夹，不是 MIDI 文件。</translation>
    </message>
    <message>
        <source>{name} is not a MIDI file. Nothing was opened.</source>
        <translation>{name} 不是 MIDI 文件。未打开任何内容。</translation>
    </message>
    <message>
        <source>{name} is not a whole MIDI file: it is damaged or cut short. Nothing was opened.</source>
        <translation>{name} 不是完整的 MIDI 文件：已损坏或被截断。未打开任何内容。</translation>
    </message>
    <message>
        <source>{name} counts time in film frames (SMPTE), which I cannot read. Nothing was opened.</source>
        <translation>{name} 以电影帧（SMPTE）计时，无法读取。未打开任何内容。</translation>
    </message>
    <message>
        <source>{name} could not be opened ({why}).</source>
        <translation>{name} 无法打开（{why}）。</translation>
    </message>
    <message>
        <source>{name} is larger than {size} MB, too large for a MIDI file. Nothing was opened.</source>
        <translation>{name} 超过 {size} MB，作为 MIDI 文件太大。未打开任何内容。</translation>
    </message>
    <message>
        <source>{name} is larger than {size} MB, too large for a score. Nothing was opened.</source>
        <translation>{name} 超过 {size} MB，作为乐谱太大。未打开任何内容。</translation>
    </message>
    <message>
        <source>{name} would last more than {most} bars, so its times must be damaged. Nothing was opened.</source>
        <translation>{name} 会超过 {most} 小节，其时间想必已损坏。未打开任何内容。</translation>
    </message>
    <message>
        <source>{name} holds more than a million notes, too many for me. Nothing was opened.</source>
        <translation>{name} 有一百多万个音符，太多了。未打开任何内容。</translation>
    </message>
    <message>
        <source>{name} holds more than {most} tracks, so it must be damaged. Nothing was opened.</source>
        <translation>{name} 有超过 {most} 条轨道，想必已损坏。未打开任何内容。</translation>
    </message>
    <message>
        <source>{name} was not written: MIDI files cannot be this long.</source>
        <translation>{name} 未写入：MIDI 文件不能这么长。</translation>
    </message>
    <message>
        <source>{name} was not written: MIDI files have at most {most} tracks and {ticks} ticks to the quarter note.</source>
        <translation>{name} 未写入：MIDI 文件最多 {most} 条轨道，每四分音符最多 {ticks} 个时钟点。</translation>
    </message>
    <message>
        <source>{name} was not written: {why}. Your music is safe here.</source>
        <translation>{name} 未写入：{why}。您的音乐在这里是安全的。</translation>
    </message>
    <message>
        <source>{name} was not written. {why} Your music is safe here.</source>
        <translation>{name} 未写入。{why}您的音乐在这里是安全的。</translation>
    </message>
    <message>
        <source>{name} was not written. {why} Your session is safe.</source>
        <translation>{name} 未写入。{why}您的工程是安全的。</translation>
    </message>
    <message>
        <source>{name} was not written. {why} Your session is still open, and a copy of it is kept.</source>
        <translation>{name} 未写入。{why}您的工程仍然打开，并留有备份。</translation>
    </message>
    <message>
        <source>{name} was not written. Give it a name ending in .wav or .flac.</source>
        <translation>{name} 未写入。请取一个以 .wav 或 .flac 结尾的名称。</translation>
    </message>
    <message>
        <source>{name} was not written. FLAC holds 16 or 24 bits; choose one of them, or WAV.</source>
        <translation>{name} 未写入。FLAC 只有 16 或 24 位；请选其中之一，或改用 WAV。</translation>
    </message>
    <message>
        <source>{name} was not written. Choose 16, 24 or 32 bits.</source>
        <translation>{name} 未写入。请选择 16、24 或 32 位。</translation>
    </message>
    <message>
        <source>{name} was not written. Give it a name ending in .musicxml or .mxl.</source>
        <translation>{name} 未写入。请取一个以 .musicxml 或 .mxl 结尾的名称。</translation>
    </message>
    <message>
        <source>{name} was not written: there are no notes to write yet.</source>
        <translation>{name} 未写入：还没有可写的音符。</translation>
    </message>
    <message>
        <source>{name} was not written, because of a defect in this program ({why}). Your music is safe here. Please report it.</source>
        <translation>{name} 未写入，原因是本程序的缺陷（{why}）。您的音乐在这里是安全的。请报告此问题。</translation>
    </message>
    <message>
        <source>The disk is full: {size} MB free. Make room or choose another.</source>
        <translation>磁盘已满：剩余 {size} MB。请腾出空间或换一个磁盘。</translation>
    </message>
    <message>
        <source>The disk is full. Make room or choose another.</source>
        <translation>磁盘已满。请腾出空间或换一个磁盘。</translation>
    </message>
    <message>
        <source>This folder may not be written to. Choose another one.</source>
        <translation>此文件夹不允许写入。请换一个。</translation>
    </message>
    <message>
        <source>The folder {file} is not there. Choose another one.</source>
        <translation>文件夹 {file} 不存在。请换一个。</translation>
    </message>
    <message>
        <source>This place did not take the file. Choose another one.</source>
        <translation>此位置无法写入文件。请换一个。</translation>
    </message>
    <message>
        <source>The system says: {why}.</source>
        <translation>系统提示：{why}。</translation>
    </message>
    <message>
        <source>The score lasts more than {most} bars.</source>
        <translation>乐谱超过 {most} 小节。</translation>
    </message>
    <message>
        <source>{name} is not a whole score: it is damaged or cut short. Nothing was opened.</source>
        <translation>{name} 不是完整的乐谱：已损坏或被截断。未打开任何内容。</translation>
    </message>
    <message>
        <source>{name} is written measure by measure (score-timewise), which I cannot read. Save it again as score-partwise.</source>
        <translation>{name} 是按小节书写的（score-timewise），无法读取。请另存为 score-partwise。</translation>
    </message>
    <message>
        <source>{name} is not MusicXML. Nothing was opened.</source>
        <translation>{name} 不是 MusicXML。未打开任何内容。</translation>
    </message>
    <message>
        <source>{name} holds no tune (no line X: as ABC has). Nothing was opened.</source>
        <translation>{name} 中没有曲调（缺少 ABC 的 X: 行）。未打开任何内容。</translation>
    </message>
    <message>
        <source>{name} is packed in a way I cannot read. Nothing was opened.</source>
        <translation>{name} 的打包方式无法读取。未打开任何内容。</translation>
    </message>
    <message>
        <source>{name} takes longer to read than any score should; it is probably damaged. Nothing was opened.</source>
        <translation>{name} 读取时间过长，可能已损坏。未打开任何内容。</translation>
    </message>
    <message>
        <source>{name} was not opened. {why}</source>
        <translation>{name} 未打开。{why}</translation>
    </message>
    <message>
        <source>{name} could not be read as a score ({why}). Nothing was opened.</source>
        <translation>{name} 无法作为乐谱读取（{why}）。未打开任何内容。</translation>
    </message>
    <message>
        <source>{name} holds no score. Nothing was opened.</source>
        <translation>{name} 中没有乐谱。未打开任何内容。</translation>
    </message>
    <message>
        <source>{name} holds {count} tunes, and I open one at a time. Save the one you want in a file of its own.</source>
        <translation>{name} 中有 {count} 首曲子，而一次只能打开一首。请把想要的那首存成单独的文件。</translation>
    </message>
    <message>
        <source>The memory is not enough for this file. Nothing was opened.</source>
        <translation>内存不足以打开此文件。未打开任何内容。</translation>
    </message>
    <message>
        <source>{name} is not a session of VAE Composer.</source>
        <translation>{name} 不是 VAE Composer 的工程。</translation>
    </message>
    <message>
        <source>{name} was saved by a newer VAE Composer. Bring this one up to date to open it.</source>
        <translation>{name} 由更新版本的 VAE Composer 保存。请升级本程序后再打开。</translation>
    </message>
    <message>
        <source>{name} cannot be read ({why}).</source>
        <translation>{name} 无法读取（{why}）。</translation>
    </message>
    <message>
        <source>{name} is damaged and cannot be opened. It was left as it is.</source>
        <translation>{name} 已损坏，无法打开。文件保持原样。</translation>
    </message>
    <message>
        <source>The preset could not be kept on disk ({why}). It works until you quit.</source>
        <translation>预设无法存入磁盘（{why}）。退出前仍然有效。</translation>
    </message>
    <message>
        <source>Your presets could not be read; the file was kept beside a new one. Presets of the program work.</source>
        <translation>无法读取您的预设；原文件已保留在新文件旁。程序自带的预设可用。</translation>
    </message>
    <message>
        <source>What {name} moves was not taken over: its file is damaged. Your music is safe. Learn the knobs again, and the file is put aside.</source>
        <translation>{name} 的控制映射未载入：其文件已损坏。您的音乐是安全的。请重新学习旋钮，原文件会另存保留。</translation>
    </message>
    <message>
        <source>What {name} moves was not taken over: its file comes from a newer VAE Composer. Your music is safe. Learn the knobs again, and the file is put aside.</source>
        <translation>{name} 的控制映射未载入：其文件来自更新版本的 VAE Composer。您的音乐是安全的。请重新学习旋钮，原文件会另存保留。</translation>
    </message>
    <message>
        <source>What {name} moves could not be saved. It holds until you leave the program. Make room on the disk or allow writing to {file}, then learn a knob again.</source>
        <translation>{name} 的控制映射无法保存，退出程序前仍有效。请腾出磁盘空间或允许写入 {file}，然后重新学习一个旋钮。</translation>
    </message>
    <message>
        <source>{name} written.</source>
        <translation>{name} 已写入。</translation>
    </message>
    <message>
        <source>{name} written. {report}</source>
        <translation>{name} 已写入。{report}</translation>
    </message>
    <message>
        <source>{name} written: {seconds} seconds.</source>
        <translation>{name} 已写入：{seconds} 秒。</translation>
    </message>
    <message>
        <source>{files} written, {seconds} seconds: {name}.</source>
        <translation>已写入 {files}，{seconds} 秒：{name}。</translation>
    </message>
    <message>
        <source>{files} written, {seconds} seconds: {name} and {count} more.</source>
        <translation>已写入 {files}，{seconds} 秒：{name} 和另外 {count} 个。</translation>
    </message>
    <message>
        <source>{files} written, {seconds} seconds: {name}. 1 silent track was left out.</source>
        <translation>已写入 {files}，{seconds} 秒：{name}。略去 1 条无声轨道。</translation>
    </message>
    <message>
        <source>{files} written, {seconds} seconds: {name}. {left} silent tracks were left out.</source>
        <translation>已写入 {files}，{seconds} 秒：{name}。略去 {left} 条无声轨道。</translation>
    </message>
    <message>
        <source>{files} written, {seconds} seconds: {name} and {count} more. 1 silent track was left out.</source>
        <translation>已写入 {files}，{seconds} 秒：{name} 和另外 {count} 个。略去 1 条无声轨道。</translation>
    </message>
    <message>
        <source>{files} written, {seconds} seconds: {name} and {count} more. {left} silent tracks were left out.</source>
        <translation>已写入 {files}，{seconds} 秒：{name} 和另外 {count} 个。略去 {left} 条无声轨道。</translation>
    </message>
    <message>
        <source>1 stem</source>
        <translation>1 条分轨</translation>
    </message>
    <message>
        <source>{count} stems</source>
        <translation>{count} 条分轨</translation>
    </message>
    <message>
        <source>{number} of {count} note was drawn to the nearest 32nd or triplet so that it can be written.</source>
        <translation>{count} 个音符中有 {number} 个归到最近的三十二分音符或三连音，以便记谱。</translation>
    </message>
    <message>
        <source>{number} of {count} notes was drawn to the nearest 32nd or triplet so that it can be written.</source>
        <translation>{count} 个音符中有 {number} 个归到最近的三十二分音符或三连音，以便记谱。</translation>
    </message>
    <message>
        <source>{number} of {count} notes were drawn to the nearest 32nd or triplet so that they can be written.</source>
        <translation>{count} 个音符中有 {number} 个归到最近的三十二分音符或三连音，以便记谱。</translation>
    </message>
    <message>
        <source>No stem was written, since no track is heard. Take one off mute and export again.</source>
        <translation>没有轨道发声，所以没有写入分轨。请取消一条轨道的静音后再导出。</translation>
    </message>
    <message>
        <source>Editing, playing in silence and exporting work.</source>
        <translation>编辑、无声播放和导出可用。</translation>
    </message>
    <message>
        <source>No sound device was found. Editing, playing in silence and exporting work. Connect one and try again.</source>
        <translation>未找到音频设备。编辑、无声播放和导出可用。请连接一个后再试。</translation>
    </message>
    <message>
        <source>The sound library PortAudio is missing, so nothing can be heard. Editing, playing in silence and exporting work. On Debian or Ubuntu install the package libportaudio2, then start again.</source>
        <translation>缺少音频库 PortAudio，因此无法发声。编辑、无声播放和导出可用。在 Debian 或 Ubuntu 上请安装 libportaudio2 包，然后重新启动。</translation>
    </message>
    <message>
        <source>{name} does not take our sound, perhaps because another program uses it. Editing, playing in silence and exporting work. Choose another device, or close that program and try again.</source>
        <translation>{name} 不接受声音输出，可能正被其他程序使用。编辑、无声播放和导出可用。请换一个设备，或关闭那个程序后再试。</translation>
    </message>
    <message>
        <source>{name} was unplugged. The loop runs on in silence.</source>
        <translation>{name} 已拔出。循环无声继续。</translation>
    </message>
    <message>
        <source>{refusal} Playing on {name} instead.</source>
        <translation>{refusal}改用 {name} 播放。</translation>
    </message>
    <message>
        <source>{name} is not connected. Playing on {file} instead.</source>
        <translation>{name} 未连接。改用 {file} 播放。</translation>
    </message>
    <message>
        <source>{name} does not run at {number} Hz. Playing at {count} Hz.</source>
        <translation>{name} 不支持 {number} Hz。以 {count} Hz 播放。</translation>
    </message>
    <message>
        <source>Playing on {name}.</source>
        <translation>正在用 {name} 播放。</translation>
    </message>
    <message>
        <source>Silence</source>
        <translation>无声</translation>
    </message>
    <message>
        <source>The built-in synthesiser is missing. Editing and MIDI export work. Install it with: pip install --no-deps tinysoundfont</source>
        <translation>缺少内置合成器。编辑和 MIDI 导出可用。安装命令：pip install --no-deps tinysoundfont</translation>
    </message>
    <message>
        <source>{name} could not be read as a SoundFont. Choose another .sf2 or .sf3 file in the sound settings.</source>
        <translation>{name} 无法作为 SoundFont 读取。请在音频设置中另选 .sf2 或 .sf3 文件。</translation>
    </message>
    <message>
        <source>FluidSynth could not be started. The built-in synthesiser works.</source>
        <translation>无法启动 FluidSynth。内置合成器可用。</translation>
    </message>
    <message>
        <source>The FluidSynth on this computer is too old. The built-in synthesiser works; FluidSynth 2 or later is needed.</source>
        <translation>这台电脑上的 FluidSynth 太旧。内置合成器可用；需要 FluidSynth 2 或更新版本。</translation>
    </message>
    <message>
        <source>FluidSynth is not on this computer. The built-in synthesiser works. To use FluidSynth, install it (Debian and Ubuntu: libfluidsynth3, macOS: brew install fluid-synth) and start again.</source>
        <translation>这台电脑上没有 FluidSynth。内置合成器可用。要使用 FluidSynth，请安装它（Debian 和 Ubuntu：libfluidsynth3，macOS：brew install fluid-synth），然后重新启动。</translation>
    </message>
    <message>
        <source>No SoundFont was found on this computer, so there is no instrument to play with. Editing and MIDI export work. Choose an .sf2 or .sf3 file in the sound settings.</source>
        <translation>这台电脑上没有找到 SoundFont，因此没有可演奏的乐器。编辑和 MIDI 导出可用。请在音频设置中选择 .sf2 或 .sf3 文件。</translation>
    </message>
    <message>
        <source>There is no synthesiser here to make the sound with.</source>
        <translation>这里没有可发声的合成器。</translation>
    </message>
    <message>
        <source>The sound goes on as it was</source>
        <translation>声音保持原状</translation>
    </message>
    <message>
        <source>Details: {text}</source>
        <translation>详情：{text}</translation>
    </message>
    <message>
        <source>There is no sound</source>
        <translation>没有声音</translation>
    </message>
    <message>
        <source>The sound engine has stopped several times. Editing and exporting work. Save, and start the program again.</source>
        <translation>声音引擎已多次停止。编辑和导出可用。请保存后重新启动程序。</translation>
    </message>
    <message>
        <source>The sound was interrupted</source>
        <translation>声音曾中断</translation>
    </message>
    <message>
        <source>The sound engine stopped and has been started again. Your music is safe.</source>
        <translation>声音引擎停止后已重新启动。您的音乐是安全的。</translation>
    </message>
    <message>
        <source>This system offers no MIDI. Everything else works. On Linux, load the kernel module snd-seq or start JACK; then look for ports again.</source>
        <translation>此系统不提供 MIDI。其他功能可用。在 Linux 上请加载内核模块 snd-seq 或启动 JACK，然后重新查找端口。</translation>
    </message>
    <message>
        <source>The MIDI port {name} is not there. Everything else plays on. Plug it in or switch it on; it is found again by itself.</source>
        <translation>MIDI 端口 {name} 不在。其余继续播放。请插上或打开它，程序会自动找到。</translation>
    </message>
    <message>
        <source>The MIDI port {name} is closed. Choose it again to play on it.</source>
        <translation>MIDI 端口 {name} 已关闭。要用它演奏请重新选择。</translation>
    </message>
    <message>
        <source>A message of {size} bytes is too long for {name} and was left out. JACK takes up to {room} at once; more with longer periods.</source>
        <translation>一条 {size} 字节的消息对 {name} 太长，已略去。JACK 一次最多 {room} 字节；周期更长则可更多。</translation>
    </message>
    <message>
        <source>The MIDI library is missing, so no keyboard can be heard and no synthesiser played. Everything else works. Install the package python-rtmidi, then start again.</source>
        <translation>缺少 MIDI 库，因此听不到键盘，也不能演奏合成器。其他功能可用。请安装 python-rtmidi 包，然后重新启动。</translation>
    </message>
    <message>
        <source>The MIDI port {name} does not let us in, perhaps because another program uses it. Everything else works. Close that program, or choose another port.</source>
        <translation>MIDI 端口 {name} 拒绝连接，可能正被其他程序使用。其他功能可用。请关闭那个程序，或换一个端口。</translation>
    </message>
    <message>
        <source>The MIDI output {name} has gone, and what is played on it is not heard. Everything else plays on. Plug it in or switch it on again; it is found by itself.</source>
        <translation>MIDI 输出 {name} 已断开，在它上面演奏的内容听不到。其余继续播放。请重新插上或打开，程序会自动找到。</translation>
    </message>
    <message>
        <source>The MIDI output {name} is back, and is played on again.</source>
        <translation>MIDI 输出 {name} 已恢复，继续在它上面演奏。</translation>
    </message>
    <message>
        <source>Windows lets no program make MIDI ports of its own. Everything else works. Install loopMIDI, make a port with it, and choose that port here.</source>
        <translation>Windows 不允许程序自建 MIDI 端口。其他功能可用。请安装 loopMIDI，用它创建端口，再在这里选择。</translation>
    </message>
    <message>
        <source>MIDI</source>
        <translation>MIDI</translation>
    </message>
    <message>
        <source>A MIDI input has gone</source>
        <translation>一个 MIDI 输入已断开</translation>
    </message>
    <message>
        <source>{name} is not connected any more. It is taken back when it returns.</source>
        <translation>{name} 已断开连接。恢复后会自动使用。</translation>
    </message>
    <message>
        <source>A MIDI input is not there</source>
        <translation>一个 MIDI 输入不在</translation>
    </message>
    <message>
        <source>A MIDI input is back</source>
        <translation>一个 MIDI 输入已恢复</translation>
    </message>
    <message>
        <source>{name} is heard again.</source>
        <translation>又能听到 {name} 了。</translation>
    </message>
    <message>
        <source>{count} bars are too many to work on at once; {most} are the most. Say which bars.</source>
        <translation>{count} 个小节太多，无法一次处理；最多 {most} 个。请指明是哪些小节。</translation>
    </message>
    <message>
        <source>{name} does not describe a songbook.</source>
        <translation>{name} 没有描述曲集。</translation>
    </message>
    <message>
        <source>{name} is a songbook of version {version}; this program reads version {number}. Please choose another, or update the program.</source>
        <translation>{name} 是版本 {version} 的曲集；本程序读取版本 {number}。请另选一个，或更新程序。</translation>
    </message>
    <message>
        <source>{name} was not found, so there is no songbook to compose with.</source>
        <translation>找不到 {name}，因此没有可用来谱写的曲集。</translation>
    </message>
    <message>
        <source>{name} lacks its {text} and cannot be used.</source>
        <translation>{name} 缺少 {text}，无法使用。</translation>
    </message>
    <message>
        <source>{name}, the songbook&apos;s card, was not found beside it.</source>
        <translation>在旁边找不到曲集的说明卡 {name}。</translation>
    </message>
    <message>
        <source>{name}, the songbook&apos;s card, cannot be read.</source>
        <translation>曲集的说明卡 {name} 无法读取。</translation>
    </message>
    <message>
        <source>{name} could not be opened: the file is damaged or cut short.</source>
        <translation>{name} 无法打开：文件已损坏或被截断。</translation>
    </message>
    <message>
        <source>{name} does not fit this version of the program.</source>
        <translation>{name} 不适合本程序的版本。</translation>
    </message>
    <message>
        <source>{name} could not be used ({why}).</source>
        <translation>{name} 无法使用（{why}）。</translation>
    </message>
    <message>
        <source>VAECOMPOSER_DEVICE={name} is no device I know; use cpu, cuda or mps.</source>
        <translation>VAECOMPOSER_DEVICE={name} 不是已知的设备；请用 cpu、cuda 或 mps。</translation>
    </message>
    <message>
        <source>This songbook has no map; compose a take instead.</source>
        <translation>这个曲集没有地图；请直接谱写版本。</translation>
    </message>
    <message>
        <source>Places are no piece; ask `places`.</source>
        <translation>位置不是曲子；请用 `places`。</translation>
    </message>
    <message>
        <source>The graphics card ran out of memory. Your music is unchanged; close other programs or start with VAECOMPOSER_DEVICE=cpu.</source>
        <translation>显卡内存不足。您的音乐没有变化；请关闭其他程序，或以 VAECOMPOSER_DEVICE=cpu 启动。</translation>
    </message>
    <message>
        <source>{title} has bars in {text}; music in 4/4, 3/4, 6/8 and 2/4 can be blended.</source>
        <translation>{title} 中有 {text} 的小节；可混合的是 4/4、3/4、6/8 和 2/4 的音乐。</translation>
    </message>
    <message>
        <source>{title} is empty and cannot be blended.</source>
        <translation>{title} 是空的，无法混合。</translation>
    </message>
    <message>
        <source>Put music into a corner of the pad first.</source>
        <translation>请先把音乐放到板的一角。</translation>
    </message>
    <message>
        <source>Bars in {text} are shown, played and exported as they are; composing needs 4/4, 3/4, 6/8 or 2/4.</source>
        <translation>{text} 的小节按原样显示、播放和导出；谱写需要 4/4、3/4、6/8 或 2/4。</translation>
    </message>
    <message>
        <source>{title} is in {text}; the model knows 4/4, 3/4, 6/8 and 2/4.</source>
        <translation>{title} 是 {text} 拍；模型会 4/4、3/4、6/8 和 2/4。</translation>
    </message>
    <message>
        <source>I cannot compose in {text} yet; choose 4/4, 3/4, 6/8 or 2/4.</source>
        <translation>还不能以 {text} 拍谱写；请选择 4/4、3/4、6/8 或 2/4。</translation>
    </message>
    <message>
        <source>A transition has 1 to {most} bars, not {bars}.</source>
        <translation>过渡为 1 到 {most} 小节，而不是 {bars}。</translation>
    </message>
    <message>
        <source>A transition needs music before and after it.</source>
        <translation>过渡需要前后都有音乐。</translation>
    </message>
    <message>
        <source>There is no music yet that could be continued.</source>
        <translation>还没有可以续写的音乐。</translation>
    </message>
    <message>
        <source>There is no melody to find chords for; give one of the tracks that role.</source>
        <translation>没有可配和弦的旋律；请把一条轨道设为旋律声部。</translation>
    </message>
    <message>
        <source>Music is continued by 1 to {most} bars, not {bars}.</source>
        <translation>可续写 1 到 {most} 小节，而不是 {bars}。</translation>
    </message>
    <message>
        <source>Say which bars are the gap that shall be filled.</source>
        <translation>请指明要补写哪些小节。</translation>
    </message>
    <message>
        <source>From one piece to another there are 1 to {most} steps.</source>
        <translation>从一首到另一首有 1 到 {most} 步。</translation>
    </message>
    <message>
        <source>Say which parts shall be written.</source>
        <translation>请指明要写哪些声部。</translation>
    </message>
    <message>
        <source>{title} has no notes whose groove could be taken.</source>
        <translation>{title} 中没有可借用律动的音符。</translation>
    </message>
    <message>
        <source>{text} is not a part I write; the parts are {roles} and {role}.</source>
        <translation>{text} 不是可写的声部；声部有{roles}和{role}。</translation>
    </message>
    <message>
        <source>{text} is no bar; write such as 5-8 or 3,4,9-12.</source>
        <translation>{text} 不是小节；请写成例如 5-8 或 3,4,9-12。</translation>
    </message>
    <message>
        <source>Chords are found for a melody, which is not written anew itself.</source>
        <translation>和弦是为旋律配的，旋律本身不重写。</translation>
    </message>
    <message>
        <source>Type the chords first, such as Am | F G | C.</source>
        <translation>请先输入和弦，例如 Am | F G | C。</translation>
    </message>
    <message>
        <source>Name a style or a mood that the music shall take on.</source>
        <translation>请指明音乐要采用的风格或情绪。</translation>
    </message>
    <message>
        <source>Only a melody plays here, which a style leaves as it is. Have parts written under it first.</source>
        <translation>这里只有旋律，而风格不会改变旋律。请先为它写伴奏声部。</translation>
    </message>
    <message>
        <source>No notes of these parts are there that could be played otherwise.</source>
        <translation>这些声部里没有可以改变演奏方式的音符。</translation>
    </message>
    <message>
        <source>How different goes from 0 to 100.</source>
        <translation>差异程度为 0 到 100。</translation>
    </message>
    <message>
        <source>There is no bar {number}; the music has {count}.</source>
        <translation>没有第 {number} 小节；音乐共有 {count} 小节。</translation>
    </message>
    <message>
        <source>All bars are locked, so there is nothing to compose.</source>
        <translation>所有小节都已锁定，没有可谱写的内容。</translation>
    </message>
    <message>
        <source>All parts are locked, so there is nothing to compose.</source>
        <translation>所有声部都已锁定，没有可谱写的内容。</translation>
    </message>
    <message>
        <source>The songbook could not be opened ({why}).</source>
        <translation>无法打开曲集（{why}）。</translation>
    </message>
    <message>
        <source>This could not be composed ({why}). Your music is unchanged.</source>
        <translation>无法谱写（{why}）。您的音乐没有变化。</translation>
    </message>
    <message>
        <source>Composing stopped by itself and has been started again. Your music is unchanged; move the slider again, or compose again.</source>
        <translation>谱写进程自行停止后已重新启动。您的音乐没有变化；请再移动滑块，或重新谱写。</translation>
    </message>
    <message>
        <source>Composing has stopped several times. Playing, editing and exporting work. Save, and start the program again.</source>
        <translation>谱写进程已多次停止。播放、编辑和导出可用。请保存后重新启动程序。</translation>
    </message>
    <message>
        <source>CPU, {count} thread</source>
        <translation>CPU，{count} 线程</translation>
    </message>
    <message>
        <source>CPU, {count} threads</source>
        <translation>CPU，{count} 线程</translation>
    </message>
    <message>
        <source>{text} is not a form; give one to {most} letters, one for every four bars, such as AABA.</source>
        <translation>{text} 不是曲式；请给出一到 {most} 个字母，每四小节一个，例如 AABA。</translation>
    </message>
    <message>
        <source>A bar without chords was typed; write such as Am | F G | C.</source>
        <translation>输入了没有和弦的小节；请写成例如 Am | F G | C。</translation>
    </message>
    <message>
        <source>Chords for {count} bars were typed; the phrase has {bars}.</source>
        <translation>输入了 {count} 小节的和弦；乐句有 {bars} 小节。</translation>
    </message>
    <message>
        <source>Bar {number} has {count} chords; a bar of {text} has room for {beats}.</source>
        <translation>第 {number} 小节有 {count} 个和弦；一个 {text} 小节容得下 {beats} 个。</translation>
    </message>
    <message>
        <source>{text} is not a chord I know; try Am, F#m7, C/E or a numeral such as VI or ii7.</source>
        <translation>{text} 不是已知的和弦；请试 Am、F#m7、C/E，或级数如 VI、ii7。</translation>
    </message>
    <message>
        <source>{text} is not a chord I know. Did you mean {name}?</source>
        <translation>{text} 不是已知的和弦。是否想输入 {name}？</translation>
    </message>
    <message>
        <source>{first}/{last} is not a metre.</source>
        <translation>{first}/{last} 不是拍号。</translation>
    </message>
    <message>
        <source>{number} of {notes} lies outside the model&apos;s grid; it stays as it is.</source>
        <translation>{notes}中有 {number} 个在模型的网格之外；保持原样。</translation>
    </message>
    <message>
        <source>{number} of {notes} lie outside the model&apos;s grid; they stay as they are.</source>
        <translation>{notes}中有 {number} 个在模型的网格之外；保持原样。</translation>
    </message>
    <message>
        <source>A note cannot start at {onset} and last {ticks} ticks.</source>
        <translation>音符不能从 {onset} 开始并持续 {ticks} 个时钟点。</translation>
    </message>
    <message>
        <source>Pitch {pitch} or velocity {velocity} lies outside MIDI&apos;s range.</source>
        <translation>音高 {pitch} 或力度 {velocity} 超出 MIDI 的范围。</translation>
    </message>
    <message>
        <source>MIDI has channels 0 to 15, not {channel}.</source>
        <translation>MIDI 的通道为 0 到 15，而不是 {channel}。</translation>
    </message>
    <message>
        <source>A piece needs at least one tick to the quarter note.</source>
        <translation>乐曲的每个四分音符至少需要一个时钟点。</translation>
    </message>
    <message>
        <source>A piece needs a tempo and a metre at its first tick.</source>
        <translation>乐曲的第一个时钟点需要速度和拍号。</translation>
    </message>
    <message>
        <source>Swing goes from 0.5 (straight) to 0.75, not {ratio}.</source>
        <translation>摇摆为 0.5（平直）到 0.75，而不是 {ratio}。</translation>
    </message>
    <message>
        <source>Eighths or sixteenths can swing, not {text}.</source>
        <translation>可以摇摆的是八分或十六分音符，而不是 {text}。</translation>
    </message>
    <message>
        <source>1 note locked: left as it is.</source>
        <translation>1 个音符已锁定：保持原样。</translation>
    </message>
    <message>
        <source>{count} notes locked: left as they are.</source>
        <translation>{count} 个音符已锁定：保持原样。</translation>
    </message>
    <message>
        <source>Bar {number} is locked. L unlocks a selection, Shift+L everything.</source>
        <translation>第 {number} 小节已锁定。L 解锁所选，Shift+L 解锁全部。</translation>
    </message>
    <message>
        <source>These {count} notes are locked. L unlocks a selection, Shift+L everything.</source>
        <translation>这 {count} 个音符已锁定。L 解锁所选，Shift+L 解锁全部。</translation>
    </message>
    <message>
        <source>{track} is locked. L unlocks a selection, Shift+L everything.</source>
        <translation>{track} 已锁定。L 解锁所选，Shift+L 解锁全部。</translation>
    </message>
    <message>
        <source>{name} in bar {number} is locked and in the way. L unlocks a selection, Shift+L everything.</source>
        <translation>第 {number} 小节的 {name} 已锁定，占着位置。L 解锁所选，Shift+L 解锁全部。</translation>
    </message>
    <message>
        <source>1 note</source>
        <translation>1 个音符</translation>
    </message>
    <message>
        <source>{count} notes</source>
        <translation>{count} 个音符</translation>
    </message>
    <message>
        <source>a hit</source>
        <translation>1 个鼓点</translation>
    </message>
    <message>
        <source>{count} hits</source>
        <translation>{count} 个鼓点</translation>
    </message>
    <message>
        <source>Bar {spans}</source>
        <translation>第 {spans} 小节</translation>
    </message>
    <message>
        <source>Bars {spans}</source>
        <translation>第 {spans} 小节</translation>
    </message>
    <message>
        <source>silent</source>
        <translation>无声</translation>
    </message>
    <message>
        <source>centre</source>
        <translation>居中</translation>
    </message>
    <message>
        <source>{share} left</source>
        <translation>偏左 {share}</translation>
    </message>
    <message>
        <source>{share} right</source>
        <translation>偏右 {share}</translation>
    </message>
    <message>
        <source>Take {number}</source>
        <translation>版本 {number}</translation>
    </message>
    <message>
        <source>Channel {number}</source>
        <translation>通道 {number}</translation>
    </message>
    <message>
        <source>Track {number}</source>
        <translation>轨道 {number}</translation>
    </message>
    <message>
        <source>Part {number}</source>
        <translation>声部 {number}</translation>
    </message>
    <message>
        <source>Kit {number}</source>
        <translation>鼓组 {number}</translation>
    </message>
    <message>
        <source>{key} major</source>
        <translation>{key} 大调</translation>
    </message>
    <message>
        <source>{key} minor</source>
        <translation>{key} 小调</translation>
    </message>
    <message>
        <source>{key} dorian</source>
        <translation>{key} 多利亚</translation>
    </message>
    <message>
        <source>{key} mixolydian</source>
        <translation>{key} 混合利底亚</translation>
    </message>
    <message>
        <source>{key} phrygian</source>
        <translation>{key} 弗里吉亚</translation>
    </message>
    <message>
        <source>{key} lydian</source>
        <translation>{key} 利底亚</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>没有这个文件或文件夹</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>没有权限</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>这是文件夹</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>不是文件夹</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>磁盘空间不足</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>文件系统只读</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>读写错误</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>文件名太长</translation>
    </message>
    <message>
        <source>no such file or directory</source>
        <translation>没有这个文件或文件夹</translation>
    </message>
    <message>
        <source>permission denied</source>
        <translation>没有权限</translation>
    </message>
    <message>
        <source>is a directory</source>
        <translation>这是文件夹</translation>
    </message>
    <message>
        <source>not a directory</source>
        <translation>不是文件夹</translation>
    </message>
    <message>
        <source>no space left on device</source>
        <translation>磁盘空间不足</translation>
    </message>
    <message>
        <source>read-only file system</source>
        <translation>文件系统只读</translation>
    </message>
    <message>
        <source>input/output error</source>
        <translation>读写错误</translation>
    </message>
    <message>
        <source>file name too long</source>
        <translation>文件名太长</translation>
    </message>
    <message>
        <source>Learning did not begin: {why}.</source>
        <translation>学习没有开始：{why}。</translation>
    </message>
    <message>
        <source>Learning has ended by itself, perhaps for want of memory. What was learned is kept; the same folder goes on from there.</source>
        <translation>学习自行结束了，可能是内存不足。已学到的都保留着；再选同一文件夹会从那里继续。</translation>
    </message>
    <message>
        <source>Learning has ended by itself. Details: {why}</source>
        <translation>学习自行结束了。详情：{why}</translation>
    </message>
    <message>
        <source>The songbook was not written: {why}.</source>
        <translation>曲集没有写入：{why}。</translation>
    </message>
    <message>
        <source>The songbook cannot be written to {folder}: {why}.</source>
        <translation>曲集无法写入 {folder}：{why}。</translation>
    </message>
    <message>
        <source>{name} is the songbook that learning begins from. Choose another file for the new one.</source>
        <translation>{name} 正是学习的起点曲集。请为新曲集另选一个文件。</translation>
    </message>
    <message>
        <source>{songs} of the {files} files in {name} can be learned from; it takes {most} songs at least.</source>
        <translation>{name} 中的 {files} 个文件里有 {songs} 个可以学习；至少需要 {most} 首歌曲。</translation>
    </message>
    <message>
        <source>{folder} holds no music ({names}).</source>
        <translation>{folder} 中没有音乐（{names}）。</translation>
    </message>
    <message>
        <source>It holds no notes.</source>
        <translation>其中没有音符。</translation>
    </message>
    <message>
        <source>It keeps to no beat.</source>
        <translation>它没有固定的节拍。</translation>
    </message>
    <message>
        <source>It lasts {count} minutes; {most} are the most.</source>
        <translation>它长 {count} 分钟；最多 {most} 分钟。</translation>
    </message>
    <message>
        <source>Notes begin in {count} bars; {most} are needed.</source>
        <translation>只有 {count} 个小节有音符开始；需要 {most} 个。</translation>
    </message>
    <message>
        <source>It is in {names}.</source>
        <translation>它的拍号是 {names}。</translation>
    </message>
    <message>
        <source>It is much the same as {name}.</source>
        <translation>它与 {name} 几乎相同。</translation>
    </message>
    <message>
        <source>It needs more memory than there is.</source>
        <translation>它需要的内存超过现有内存。</translation>
    </message>
    <message>
        <source>The reader failed ({why}).</source>
        <translation>读取没有成功（{why}）。</translation>
    </message>
    <message>
        <source>It took longer than {count} seconds.</source>
        <translation>读取超过了 {count} 秒。</translation>
    </message>
    <message>
        <source>Reading it ended the process: a crash, too little memory, or far too long a time.</source>
        <translation>读取它时进程结束了：崩溃、内存不足，或耗时太久。</translation>
    </message>
</context>
<context>
    <name>Shape</name>
    <message>
        <source>Shape</source>
        <translation>塑形</translation>
    </message>
    <message>
        <source>0 = as you opened it</source>
        <translation>0 = 打开时的样子</translation>
    </message>
</context>
<context>
    <name>ShapeSlider</name>
    <message>
        <source>{name}, {low} to {high}</source>
        <translation>{name}，从{low}到{high}</translation>
    </message>
    <message>
        <source>{name}
{sentence}.   Shift: finer   ·   double-click: back to 0   ·   L: lock</source>
        <translation>{name}
{sentence}。   Shift：微调   ·   双击：归零   ·   L：锁定</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Write the file now</source>
        <translation>现在写入文件</translation>
    </message>
    <message>
        <source>Cancel the export</source>
        <translation>取消导出</translation>
    </message>
    <message>
        <source>Stop writing; nothing is left behind</source>
        <translation>停止写入；不留下任何文件</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close this sheet; an export that runs goes on</source>
        <translation>关闭此窗口；进行中的导出会继续</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Choose again</source>
        <translation>重新选择</translation>
    </message>
    <message>
        <source>Cancel export</source>
        <translation>取消导出</translation>
    </message>
    <message>
        <source>Export finished</source>
        <translation>导出完成</translation>
    </message>
    <message>
        <source> in stems</source>
        <translation>（分轨）</translation>
    </message>
    <message>
        <source>Back to the music</source>
        <translation>返回音乐</translation>
    </message>
    <message>
        <source>Back to the usual keys</source>
        <translation>恢复默认按键</translation>
    </message>
    <message>
        <source>Every command with the keys it came with</source>
        <translation>所有命令恢复最初的按键</translation>
    </message>
    <message>
        <source>Single-letter keys</source>
        <translation>单字母快捷键</translation>
    </message>
    <message>
        <source>Letters, digits and signs are commands outside text fields</source>
        <translation>在文本框之外，字母、数字和符号都是命令</translation>
    </message>
    <message>
        <source>Space presses buttons</source>
        <translation>空格按下按钮</translation>
    </message>
    <message>
        <source>Space presses the button that has the keyboard, as screen readers expect; elsewhere it plays</source>
        <translation>空格按下有焦点的按钮，如读屏软件所期望；在别处则是播放</translation>
    </message>
    <message>
        <source>Enter on a line changes its key, Delete takes it away.</source>
        <translation>在某行按 Enter 可改键，按 Delete 可去掉。</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Find a command or a key</source>
        <translation>查找命令或按键</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>命令与按键</translation>
    </message>
    <message>
        <source>The usual keys again.</source>
        <translation>已恢复默认按键。</translation>
    </message>
    <message>
        <source>yours</source>
        <translation>自定义</translation>
    </message>
    <message>
        <source>off</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>This key belongs to the control; only commands can have another.</source>
        <translation>这个按键属于控件；只有命令可以改键。</translation>
    </message>
    <message>
        <source>Press the new key for {command}. Delete: no key. Esc: as it was.</source>
        <translation>请按“{command}”的新按键。Delete：不设按键。Esc：保持原样。</translation>
    </message>
    <message>
        <source>{key} is {command} now. Press it again to give it to {wanted} all the same, or press another key.</source>
        <translation>{key} 现在是“{command}”。再按一次可改给“{wanted}”，或按其他键。</translation>
    </message>
    <message>
        <source> {command} has no key now.</source>
        <translation>“{command}”现在没有按键。</translation>
    </message>
    <message>
        <source>{command} is {key} from now on.{lost}</source>
        <translation>“{command}”从现在起是 {key}。{lost}</translation>
    </message>
    <message>
        <source>{command} has no key now; {finder} finds it.</source>
        <translation>“{command}”现在没有按键；可用{finder}找到。</translation>
    </message>
    <message>
        <source>“Find any command” in the menu</source>
        <translation>菜单中的“查找命令”</translation>
    </message>
    <message>
        <source>Letters are commands again.</source>
        <translation>字母又是命令了。</translation>
    </message>
    <message>
        <source>Letters do nothing now outside text fields; Space, arrows and Ctrl keys stay.</source>
        <translation>字母在文本框之外不再起作用；空格、方向键和 Ctrl 组合键不变。</translation>
    </message>
</context>
<context>
    <name>Slider</name>
    <message>
        <source>slider</source>
        <translation>滑块</translation>
    </message>
    <message>
        <source>was {value}</source>
        <translation>原为{value}</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>unlocked</source>
        <translation>未锁定</translation>
    </message>
</context>
<context>
    <name>SliderGroup</name>
    <message>
        <source>Dice: a little</source>
        <translation>骰子：一点点</translation>
    </message>
    <message>
        <source>Dice: halfway</source>
        <translation>骰子：一半</translation>
    </message>
    <message>
        <source>Dice: anywhere</source>
        <translation>骰子：任意</translation>
    </message>
</context>
<context>
    <name>SliderParts</name>
    <message>
        <source>Move a knob…</source>
        <translation>请转动旋钮…</translation>
    </message>
</context>
<context>
    <name>Song</name>
    <message>
        <source>Song</source>
        <translation>歌曲</translation>
    </message>
    <message>
        <source>Drag takes here to make a song.</source>
        <translation>把版本拖到这里组成歌曲。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Other…</source>
        <translation>其他…</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>once</source>
        <translation>一次</translation>
    </message>
    <message>
        <source>{count} times</source>
        <translation>{count} 次</translation>
    </message>
    <message>
        <source>Lead over to the next</source>
        <translation>过渡到下一段</translation>
    </message>
    <message>
        <source>No</source>
        <translation>无</translation>
    </message>
    <message>
        <source>1 bar</source>
        <translation>1 小节</translation>
    </message>
    <message>
        <source>{bars} bars</source>
        <translation>{bars} 小节</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>前移</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>后移</translation>
    </message>
    <message>
        <source>Remove from the song</source>
        <translation>从歌曲移除</translation>
    </message>
</context>
<context>
    <name>SongbookStates</name>
    <message>
        <source>Opening the songbook</source>
        <translation>正在打开曲集</translation>
    </message>
    <message>
        <source>Playing and exporting work already. The sliders follow when it is open.</source>
        <translation>已可播放和导出。曲集打开后滑块可用。</translation>
    </message>
    <message>
        <source>No songbook yet</source>
        <translation>还没有曲集</translation>
    </message>
    <message>
        <source>Without one I can play and export, but not compose.</source>
        <translation>没有曲集也能播放和导出，但不能谱写。</translation>
    </message>
</context>
<context>
    <name>Songbooks</name>
    <message>
        <source>{name} is not there</source>
        <translation>{name} 不在</translation>
    </message>
    <message>
        <source>{path} was not found, so the songbook that comes along is opened. Your music is unchanged.</source>
        <translation>找不到 {path}，因此打开随附的曲集。您的音乐没有变化。</translation>
    </message>
    <message>
        <source>Songbook {name} is open</source>
        <translation>曲集 {name} 已打开</translation>
    </message>
    <message>
        <source>I can play and export, but not compose. {why}</source>
        <translation>可以播放和导出，但不能谱写。{why}</translation>
    </message>
    <message>
        <source>No songbook yet</source>
        <translation>还没有曲集</translation>
    </message>
    <message>
        <source>Learn from my MIDI…</source>
        <translation>从我的 MIDI 学习…</translation>
    </message>
    <message>
        <source>A songbook of your own, from a folder of your music</source>
        <translation>用您的音乐文件夹做出自己的曲集</translation>
    </message>
    <message>
        <source>Learned from {n} songs</source>
        <translation>学自 {n} 首歌</translation>
    </message>
    <message>
        <source>plays back {n} of 100 notes right in songs it has not heard</source>
        <translation>在没听过的歌曲中，每 100 个音符能还原 {n} 个</translation>
    </message>
    <message>
        <source>Songbook</source>
        <translation>曲集</translation>
    </message>
    <message>
        <source>Choose a songbook…</source>
        <translation>选择曲集…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>Sounding</name>
    <message>
        <source>Built-in</source>
        <translation>内置</translation>
    </message>
    <message>
        <source>Built-in ({name})</source>
        <translation>内置（{name}）</translation>
    </message>
    <message>
        <source>Other instruments</source>
        <translation>其他乐器</translation>
    </message>
    <message>
        <source>no sound</source>
        <translation>无声音</translation>
    </message>
    <message>
        <source>Playing in silence</source>
        <translation>无声播放</translation>
    </message>
    <message>
        <source>The sound device</source>
        <translation>音频设备</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Songbook: opening…</source>
        <translation>曲集：正在打开…</translation>
    </message>
    <message>
        <source>Heard after {milliseconds:.0f} ms</source>
        <translation>延迟 {milliseconds:.0f} ms</translation>
    </message>
    <message>
        <source>Sliders move {bars}</source>
        <translation>滑块作用于 {bars}</translation>
    </message>
</context>
<context>
    <name>Stops</name>
    <message>
        <source>A first idea</source>
        <translation>第一个灵感</translation>
    </message>
    <message>
        <source>Compose makes a take from the heading above the roll: key, metre, style, length. Press it as often as you like; every take is kept.</source>
        <translation>“谱写”按卷帘上方的标题栏谱写一个版本：调、拍号、风格、长度。想按几次都行；每个版本都会保留。</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>聆听</translation>
    </message>
    <message>
        <source>Play starts the loop, Space does too, from almost everywhere. The music may change while it plays.</source>
        <translation>“播放”启动循环，空格键几乎在任何地方都可以。播放时音乐也可以改变。</translation>
    </message>
    <message>
        <source>Bend it</source>
        <translation>塑造它</translation>
    </message>
    <message>
        <source>Drag a slider: the notes change before the next beat. At 0 they are exactly what they were. Double-click goes back there.</source>
        <translation>拖动滑块：音符在下一拍之前就会改变。在 0 处与原来完全一样，双击即可回到那里。</translation>
    </message>
    <message>
        <source>The same, but different</source>
        <translation>相同，又不同</translation>
    </message>
    <message>
        <source>Variation goes away from what you hear, as far as you like, and finds its way back.</source>
        <translation>“变化”让音乐离开现在所听，要多远有多远，也能回来。</translation>
    </message>
    <message>
        <source>Every idea is kept</source>
        <translation>每个灵感都保留</translation>
    </message>
    <message>
        <source>Click a take to bring it in front, F stars it, X goes over to another and back. Drag takes into the song below.</source>
        <translation>单击版本设为当前，F 加星，X 在两个版本间切换。把版本拖到下方的歌曲中。</translation>
    </message>
    <message>
        <source>Keep what you like</source>
        <translation>保留您喜欢的</translation>
    </message>
    <message>
        <source>Right-click a bar number to lock the bar, or select notes and press L. What is locked stays when you compose or drag sliders.</source>
        <translation>右键单击小节号可锁定小节，或选择音符后按 L。谱写或拖动滑块时，锁定的内容不变。</translation>
    </message>
    <message>
        <source>Take it with you</source>
        <translation>带走它</translation>
    </message>
    <message>
        <source>Export writes MIDI, sheet music or sound. Dragging a take out of the window works as well. {find} finds any command, {keys} shows all keys.</source>
        <translation>“导出”写出 MIDI、乐谱或声音。把版本拖出窗口也可以。{find} 查找命令，{keys} 显示所有按键。</translation>
    </message>
</context>
<context>
    <name>StrandSlider</name>
    <message>
        <source>Strand {number}</source>
        <translation>脉络 {number}</translation>
    </message>
    <message>
        <source>Strand {number}
One thread of many.   Shift: finer   ·   double-click: back to 0   ·   L: lock</source>
        <translation>脉络 {number}
众多脉络之一。   Shift：微调   ·   双击：归零   ·   L：锁定</translation>
    </message>
    <message>
        <source>Strand {number} (raw latent dimension)</source>
        <translation>脉络 {number}（原始潜在维度）</translation>
    </message>
</context>
<context>
    <name>Strands</name>
    <message>
        <source>All strands</source>
        <translation>全部脉络</translation>
    </message>
    <message>
        <source>fine tuning</source>
        <translation>精细调整</translation>
    </message>
    <message>
        <source>Number…</source>
        <translation>编号…</translation>
    </message>
    <message>
        <source>Find a strand by its number</source>
        <translation>按编号查找脉络</translation>
    </message>
    <message>
        <source>All {count} strands</source>
        <translation>全部 {count} 条脉络</translation>
    </message>
    <message>
        <source>The strands are numbered from 1 to {count}.</source>
        <translation>脉络编号为 1 至 {count}。</translation>
    </message>
</context>
<context>
    <name>Studio</name>
    <message>
        <source>Select bars first: Ctrl+click them in the ruler</source>
        <translation>请先选择小节：在标尺上 Ctrl+单击</translation>
    </message>
    <message>
        <source>Nothing was changed</source>
        <translation>未作更改</translation>
    </message>
</context>
<context>
    <name>Tabs</name>
    <message>
        <source>, beside the lead</source>
        <translation>，辅助声部</translation>
    </message>
    <message>
        <source>, locked</source>
        <translation>，已锁定</translation>
    </message>
    <message>
        <source>{text}, {role} track{lead}{held}</source>
        <translation>{text}，{role}轨道{lead}{held}</translation>
    </message>
    <message>
        <source>{text}   right-click: role, lock</source>
        <translation>{text}   右键：声部、锁定</translation>
    </message>
    <message>
        <source>{text}
Bring it in front.   Right-click: its role, its lock, and what is composed</source>
        <translation>{text}
设为当前轨道。   右键：声部、锁定、谱写内容</translation>
    </message>
    <message>
        <source>Compose this track</source>
        <translation>谱写此轨道</translation>
    </message>
    <message>
        <source>Unlock this track</source>
        <translation>解锁此轨道</translation>
    </message>
    <message>
        <source>Lock this track</source>
        <translation>锁定此轨道</translation>
    </message>
</context>
<context>
    <name>TakeCell</name>
    <message>
        <source>starred</source>
        <translation>已加星</translation>
    </message>
    <message>
        <source>in front</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>Name of the take</source>
        <translation>版本名称</translation>
    </message>
    <message>
        <source>{title}
Click: bring it in front   ·   double-click: name   ·   drag: song, morph, or out of the window as MIDI</source>
        <translation>{title}
单击：设为当前   ·   双击：命名   ·   拖动：歌曲、变形，或拖出窗口成为 MIDI</translation>
    </message>
</context>
<context>
    <name>Takes</name>
    <message>
        <source>Drag MIDI out</source>
        <translation>拖出 MIDI</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Every idea is kept here.</source>
        <translation>每个灵感都保留在这里。</translation>
    </message>
    <message>
        <source>{count} kept</source>
        <translation>已保留 {count} 个</translation>
    </message>
    <message>
        <source>Bring in front</source>
        <translation>设为当前</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Remove star</source>
        <translation>取消星标</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>加星</translation>
    </message>
    <message>
        <source>Compare with (B)</source>
        <translation>对比（B）</translation>
    </message>
    <message>
        <source>Onto a morph corner</source>
        <translation>放到变形角</translation>
    </message>
    <message>
        <source>Into the song</source>
        <translation>加入歌曲</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>Taking</name>
    <message>
        <source>“{take}” was deleted</source>
        <translation>已删除“{take}”</translation>
    </message>
    <message>
        <source>Compose another take to compare with</source>
        <translation>请再谱写一个版本以便对比</translation>
    </message>
    <message>
        <source>{name} was written</source>
        <translation>{name} 已写入</translation>
    </message>
    <message>
        <source>The MIDI file was not written</source>
        <translation>MIDI 文件未写入</translation>
    </message>
    <message>
        <source>Your session is safe. {why}</source>
        <translation>您的工程是安全的。{why}</translation>
    </message>
</context>
<context>
    <name>Targets</name>
    <message>
        <source>Moved by {exactly}, of {controller}.</source>
        <translation>由 {controller} 的 {exactly} 控制。</translation>
    </message>
</context>
<context>
    <name>Tempo</name>
    <message>
        <source>tempo</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Tempo, {bpm:.1f} quarter notes per minute</source>
        <translation>速度，每分钟 {bpm:.1f} 个四分音符</translation>
    </message>
    <message>
        <source>Tempo</source>
        <translation>速度</translation>
    </message>
</context>
<context>
    <name>Toasts</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>{title}. {text}</source>
        <translation>{title}。{text}</translation>
    </message>
</context>
<context>
    <name>Told</name>
    <message>
        <source>{parts} locked</source>
        <translation>{parts} 已锁定</translation>
    </message>
    <message>
        <source>Songbook: opening…</source>
        <translation>曲集：正在打开…</translation>
    </message>
    <message>
        <source>Songbook: {name} · {device}</source>
        <translation>曲集：{name} · {device}</translation>
    </message>
    <message>
        <source>No songbook</source>
        <translation>没有曲集</translation>
    </message>
    <message>
        <source>{name}[*] – VAE Composer</source>
        <translation>{name}[*] – VAE Composer</translation>
    </message>
    <message>
        <source>Song</source>
        <translation>歌曲</translation>
    </message>
    <message>
        <source>Export the song</source>
        <translation>导出歌曲</translation>
    </message>
    <message>
        <source>Last time&apos;s session was not saved</source>
        <translation>上次的工程没有保存</translation>
    </message>
    <message>
        <source>{session}. Open it, or find it later under Recent in the menu.</source>
        <translation>{session}。现在打开，或以后在菜单的“最近使用”中找到。</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>Toolbar</name>
    <message>
        <source>Select</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Select, move and lengthen notes; double-click draws</source>
        <translation>选择、移动、加长音符；双击绘制</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>绘制</translation>
    </message>
    <message>
        <source>Paint notes: along a row longer, up and down a line</source>
        <translation>画音符：横拖加长，上下拖画线</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>擦除</translation>
    </message>
    <message>
        <source>Sweep over notes to delete them</source>
        <translation>横扫音符即可删除</translation>
    </message>
    <message>
        <source>Snap</source>
        <translation>吸附</translation>
    </message>
    <message>
        <source>What notes are drawn to; hold Alt to ignore it. T: triplets</source>
        <translation>音符对齐到什么；按住 Alt 忽略。T：三连音</translation>
    </message>
    <message>
        <source>grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Quantise</source>
        <translation>量化</translation>
    </message>
    <message>
        <source>Draw the selected notes to the grid, or all of the front track</source>
        <translation>把选中的音符对齐网格，未选则整条当前轨道</translation>
    </message>
    <message>
        <source>Quantise strength</source>
        <translation>量化强度</translation>
    </message>
    <message>
        <source>How far notes go towards the grid</source>
        <translation>音符向网格靠近的程度</translation>
    </message>
    <message>
        <source>Velocity lane</source>
        <translation>力度栏</translation>
    </message>
    <message>
        <source>How loud each note is; drag a head or sweep a line</source>
        <translation>每个音符的强弱；拖动顶端或横扫画线</translation>
    </message>
    <message>
        <source>Humanise</source>
        <translation>人性化</translation>
    </message>
    <message>
        <source>Quantise strength, {per_cent} per cent</source>
        <translation>量化强度，百分之 {per_cent}</translation>
    </message>
    <message>
        <source>{sentence}: {per_cent} %</source>
        <translation>{sentence}：{per_cent} %</translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>The next of the tour&apos;s cards</source>
        <translation>导览的下一张卡片</translation>
    </message>
    <message>
        <source>Skip the tour</source>
        <translation>跳过导览</translation>
    </message>
    <message>
        <source>It can be called again from the menu</source>
        <translation>以后可从菜单再次打开</translation>
    </message>
    <message>
        <source>Tour</source>
        <translation>导览</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>{place} of {count}</source>
        <translation>{place} / {count}</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Tour, {place} of {count}, {title}</source>
        <translation>导览，{place} / {count}，{title}</translation>
    </message>
</context>
<context>
    <name>Transform</name>
    <message>
        <source>There is no other take yet. Compose one, or open a file.</source>
        <translation>还没有其他版本。请谱写一个，或打开文件。</translation>
    </message>
    <message>
        <source>How different</source>
        <translation>差异程度</translation>
    </message>
    <message>
        <source>Bars</source>
        <translation>小节</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>Chords</source>
        <translation>和弦</translation>
    </message>
    <message>
        <source>Melody stays</source>
        <translation>旋律不变</translation>
    </message>
    <message>
        <source>It may follow</source>
        <translation>旋律可随和弦变</translation>
    </message>
    <message>
        <source>Do it</source>
        <translation>执行</translation>
    </message>
    <message>
        <source>Vary</source>
        <translation>变奏</translation>
    </message>
    <message>
        <source>The same idea, said another way</source>
        <translation>同一乐思，换种说法</translation>
    </message>
    <message>
        <source>a step through latent space</source>
        <translation>在潜在空间中走一步</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>续写</translation>
    </message>
    <message>
        <source>More bars after the last one</source>
        <translation>在最后一小节之后续写</translation>
    </message>
    <message>
        <source>conditioned on what came before</source>
        <translation>以前文为条件</translation>
    </message>
    <message>
        <source>Fill the gap</source>
        <translation>补写空缺</translation>
    </message>
    <message>
        <source>The selected bars anew, joined to both sides</source>
        <translation>重写选中的小节，并与前后衔接</translation>
    </message>
    <message>
        <source>infilling</source>
        <translation>填补</translation>
    </message>
    <message>
        <source>Lead to another take</source>
        <translation>通往另一版本</translation>
    </message>
    <message>
        <source>Step by step from this one to that one, in a row</source>
        <translation>一步步从这个版本走到那个版本，依次排列</translation>
    </message>
    <message>
        <source>latent interpolation</source>
        <translation>潜在空间插值</translation>
    </message>
    <message>
        <source>Accompany</source>
        <translation>加伴奏</translation>
    </message>
    <message>
        <source>Parts written for the others</source>
        <translation>为其他声部写的声部</translation>
    </message>
    <message>
        <source>conditioned on given parts</source>
        <translation>以已有声部为条件</translation>
    </message>
    <message>
        <source>Harmonise</source>
        <translation>配和声</translation>
    </message>
    <message>
        <source>Chords found for the melody</source>
        <translation>为旋律找和弦</translation>
    </message>
    <message>
        <source>chord track given the melody</source>
        <translation>由旋律求和弦轨</translation>
    </message>
    <message>
        <source>Reharmonise</source>
        <translation>重配和声</translation>
    </message>
    <message>
        <source>The same tune over the chords you type</source>
        <translation>同一旋律，配您输入的和弦</translation>
    </message>
    <message>
        <source>decoded under another progression</source>
        <translation>按另一和弦进行解码</translation>
    </message>
    <message>
        <source>Into a style</source>
        <translation>换风格</translation>
    </message>
    <message>
        <source>Tune and chords stay, what is under them changes</source>
        <translation>旋律与和弦不变，其余改变</translation>
    </message>
    <message>
        <source>style transfer</source>
        <translation>风格迁移</translation>
    </message>
    <message>
        <source>Simplify</source>
        <translation>简化</translation>
    </message>
    <message>
        <source>Fewer notes, on stronger beats</source>
        <translation>音符更少，落在更强的拍上</translation>
    </message>
    <message>
        <source>down along density</source>
        <translation>沿密度向下</translation>
    </message>
    <message>
        <source>Make busier</source>
        <translation>加密</translation>
    </message>
    <message>
        <source>More notes between those that are there</source>
        <translation>在已有音符之间添加音符</translation>
    </message>
    <message>
        <source>up along density</source>
        <translation>沿密度向上</translation>
    </message>
    <message>
        <source>Play it like people</source>
        <translation>真人演奏</translation>
    </message>
    <message>
        <source>Loudness and timing as people play; the notes stay</source>
        <translation>力度与时机如真人演奏；音符不变</translation>
    </message>
    <message>
        <source>learned velocity and microtiming</source>
        <translation>学得的力度与微时值</translation>
    </message>
    <message>
        <source>Take over a groove</source>
        <translation>借用律动</translation>
    </message>
    <message>
        <source>Loudness and timing of another take; the notes stay</source>
        <translation>采用另一版本的力度与时机；音符不变</translation>
    </message>
    <message>
        <source>groove transfer</source>
        <translation>律动迁移</translation>
    </message>
</context>
<context>
    <name>Transport</name>
    <message>
        <source>No music yet</source>
        <translation>还没有音乐</translation>
    </message>
    <message>
        <source>Change on</source>
        <translation>切换于</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Beat</source>
        <translation>拍</translation>
    </message>
    <message>
        <source>Bar</source>
        <translation>小节</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>{deed}: {step}</source>
        <translation>{deed}：{step}</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Stop recording</source>
        <translation>停止录制</translation>
    </message>
</context>
<context>
    <name>Velocity</name>
    <message>
        <source>{pitch}
velocity {velocity}</source>
        <translation>{pitch}
力度 {velocity}</translation>
    </message>
    <message>
        <source>Velocity
Sweep a line over the heads.</source>
        <translation>力度
横扫各顶端画出力度线。</translation>
    </message>
    <message>
        <source>Velocity
{velocity}</source>
        <translation>力度
{velocity}</translation>
    </message>
</context>
<context>
    <name>Volume</name>
    <message>
        <source>minus </source>
        <translation>负 </translation>
    </message>
    <message>
        <source>plus </source>
        <translation>正 </translation>
    </message>
    <message>
        <source>decibels</source>
        <translation>分贝</translation>
    </message>
    <message>
        <source>slider</source>
        <translation>滑块</translation>
    </message>
</context>
<context>
    <name>Where</name>
    <message>
        <source>MIDI files (*.mid *.midi)</source>
        <translation>MIDI 文件 (*.mid *.midi)</translation>
    </message>
    <message>
        <source>Scores (*.musicxml *.mxl)</source>
        <translation>乐谱 (*.musicxml *.mxl)</translation>
    </message>
    <message>
        <source>WAV files (*.wav)</source>
        <translation>WAV 文件 (*.wav)</translation>
    </message>
    <message>
        <source>FLAC files (*.flac)</source>
        <translation>FLAC 文件 (*.flac)</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>导出到</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>{sentence} ({term})</source>
        <translation>{sentence}（{term}）</translation>
    </message>
    <message>
        <source>Compose a take</source>
        <translation>谱写新版本</translation>
    </message>
    <message>
        <source>A new take from the heading above the roll</source>
        <translation>按卷帘上方的标题栏谱写新版本</translation>
    </message>
    <message>
        <source>decode, new seed</source>
        <translation>解码，新随机种子</translation>
    </message>
    <message>
        <source>Surprise</source>
        <translation>新奇度</translation>
    </message>
    <message>
        <source>How daring</source>
        <translation>大胆程度</translation>
    </message>
    <message>
        <source>sampling temperature</source>
        <translation>采样温度</translation>
    </message>
    <message>
        <source>Directions</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Strongest moves this songbook knows</source>
        <translation>这个曲集最有力的变化</translation>
    </message>
    <message>
        <source>principal components</source>
        <translation>主成分</translation>
    </message>
    <message>
        <source>Dice</source>
        <translation>骰子</translation>
    </message>
    <message>
        <source>Throw all Directions anew; locked ones stay</source>
        <translation>所有方向重新掷骰；锁定的不变</translation>
    </message>
    <message>
        <source>Back to 0</source>
        <translation>归零</translation>
    </message>
    <message>
        <source>All Directions to 0; locked ones stay</source>
        <translation>所有方向归零；锁定的不变</translation>
    </message>
    <message>
        <source>nothing applied</source>
        <translation>不施加变化</translation>
    </message>
    <message>
        <source>Dice for Shape</source>
        <translation>塑形骰子</translation>
    </message>
    <message>
        <source>Throw all Shape sliders anew; locked ones stay</source>
        <translation>所有塑形滑块重新掷骰；锁定的不变</translation>
    </message>
    <message>
        <source>Shape back to 0</source>
        <translation>塑形归零</translation>
    </message>
    <message>
        <source>All Shape sliders to 0; locked ones stay</source>
        <translation>所有塑形滑块归零；锁定的不变</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>密度</translation>
    </message>
    <message>
        <source>More or fewer notes</source>
        <translation>音符更多或更少</translation>
    </message>
    <message>
        <source>melody notes a bar</source>
        <translation>每小节旋律音符数</translation>
    </message>
    <message>
        <source>Syncopation</source>
        <translation>切分</translation>
    </message>
    <message>
        <source>More notes off the beat</source>
        <translation>更多音符落在反拍</translation>
    </message>
    <message>
        <source>melody, after Longuet-Higgins and Lee</source>
        <translation>旋律，依 Longuet-Higgins 与 Lee</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>音区</translation>
    </message>
    <message>
        <source>Higher or lower</source>
        <translation>更高或更低</translation>
    </message>
    <message>
        <source>mean melody pitch</source>
        <translation>旋律平均音高</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>音域</translation>
    </message>
    <message>
        <source>A wider or narrower tune</source>
        <translation>旋律起伏更宽或更窄</translation>
    </message>
    <message>
        <source>lowest to highest melody note</source>
        <translation>旋律最低音到最高音</translation>
    </message>
    <message>
        <source>Leaps</source>
        <translation>跳进</translation>
    </message>
    <message>
        <source>Bigger or smaller jumps</source>
        <translation>跳进更大或更小</translation>
    </message>
    <message>
        <source>mean melody interval</source>
        <translation>旋律平均音程</translation>
    </message>
    <message>
        <source>Contour</source>
        <translation>旋律走向</translation>
    </message>
    <message>
        <source>Rising or falling lines</source>
        <translation>旋律线上行或下行</translation>
    </message>
    <message>
        <source>melody, semitones a bar</source>
        <translation>旋律，每小节半音数</translation>
    </message>
    <message>
        <source>Repetition</source>
        <translation>重复度</translation>
    </message>
    <message>
        <source>Says it again, or moves on</source>
        <translation>重复说过的，或继续向前</translation>
    </message>
    <message>
        <source>share of a bar heard before</source>
        <translation>与之前相同的小节比例</translation>
    </message>
    <message>
        <source>Harmonic colour</source>
        <translation>和声色彩</translation>
    </message>
    <message>
        <source>Richer or plainer chords</source>
        <translation>和弦更丰富或更朴素</translation>
    </message>
    <message>
        <source>share of sevenths and outside chords</source>
        <translation>七和弦与调外和弦的比例</translation>
    </message>
    <message>
        <source>Harmonic rhythm</source>
        <translation>和声节奏</translation>
    </message>
    <message>
        <source>Chords that move or rest</source>
        <translation>和弦流动或静止</translation>
    </message>
    <message>
        <source>chord changes a bar</source>
        <translation>每小节和弦变换次数</translation>
    </message>
    <message>
        <source>Bass activity</source>
        <translation>贝斯活跃度</translation>
    </message>
    <message>
        <source>A busier or calmer bass</source>
        <translation>贝斯更忙或更静</translation>
    </message>
    <message>
        <source>bass notes a bar</source>
        <translation>每小节贝斯音符数</translation>
    </message>
    <message>
        <source>Drum density</source>
        <translation>鼓密度</translation>
    </message>
    <message>
        <source>A fuller or barer beat</source>
        <translation>节奏更满或更单薄</translation>
    </message>
    <message>
        <source>drum hits a bar</source>
        <translation>每小节鼓点数</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>能量</translation>
    </message>
    <message>
        <source>Louder, busier, fuller</source>
        <translation>更响、更忙、更饱满</translation>
    </message>
    <message>
        <source>notes, loudness and drums together</source>
        <translation>音符、响度与鼓的总和</translation>
    </message>
    <message>
        <source>Transform</source>
        <translation>改编</translation>
    </message>
    <message>
        <source>Vary, continue, harmonise: do something to the music in front</source>
        <translation>变奏、续写、配和声：对当前音乐进行改编</translation>
    </message>
    <message>
        <source>operations on given music</source>
        <translation>对已有音乐的操作</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Sessions, export, history, appearance</source>
        <translation>工程、导出、历史记录、外观</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>曲式</translation>
    </message>
    <message>
        <source>Which parts say the same again: a letter for every four bars</source>
        <translation>哪些部分重复：每四小节一个字母</translation>
    </message>
    <message>
        <source>Chords</source>
        <translation>和弦</translation>
    </message>
    <message>
        <source>The chords that takes must respect</source>
        <translation>版本必须遵守的和弦</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Metre, and the parts that play</source>
        <translation>拍号，以及演奏的声部</translation>
    </message>
    <message>
        <source>Variation</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>How far from here</source>
        <translation>离这里有多远</translation>
    </message>
    <message>
        <source>distance in latent space</source>
        <translation>潜在空间中的距离</translation>
    </message>
    <message>
        <source>All strands</source>
        <translation>全部脉络</translation>
    </message>
    <message>
        <source>Every thread of this songbook</source>
        <translation>这个曲集的每条脉络</translation>
    </message>
    <message>
        <source>raw latent dimensions</source>
        <translation>原始潜在维度</translation>
    </message>
    <message>
        <source>Dice for the strands</source>
        <translation>脉络骰子</translation>
    </message>
    <message>
        <source>Throw all strands anew; locked ones stay</source>
        <translation>所有脉络重新掷骰；锁定的不变</translation>
    </message>
    <message>
        <source>Strands back to 0</source>
        <translation>脉络归零</translation>
    </message>
    <message>
        <source>All strands to 0; locked ones stay</source>
        <translation>所有脉络归零；锁定的不变</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Goes over to the other take at the same beat</source>
        <translation>在同一拍切换到另一个版本</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>加星</translation>
    </message>
    <message>
        <source>Marks the take in front as a favourite</source>
        <translation>把当前版本标为收藏</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Keeps the music as it is now as a take of its own</source>
        <translation>把现在的音乐另存为一个版本</translation>
    </message>
    <message>
        <source>Drag MIDI out</source>
        <translation>拖出 MIDI</translation>
    </message>
    <message>
        <source>Drag from here into a DAW or a folder: the take as a MIDI file</source>
        <translation>从这里拖到 DAW 或文件夹：版本成为 MIDI 文件</translation>
    </message>
    <message>
        <source>Drag the song out</source>
        <translation>拖出歌曲</translation>
    </message>
    <message>
        <source>Drag from here into a DAW or a folder: the whole song as a MIDI file; a click asks where</source>
        <translation>从这里拖到 DAW 或文件夹：整首歌曲成为 MIDI 文件；单击则询问保存位置</translation>
    </message>
    <message>
        <source>Play the song</source>
        <translation>播放歌曲</translation>
    </message>
    <message>
        <source>Plays the whole song instead of the take in front</source>
        <translation>播放整首歌曲，而不是当前版本</translation>
    </message>
    <message>
        <source>Add to the song</source>
        <translation>加入歌曲</translation>
    </message>
    <message>
        <source>Puts the take in front at the end of the song</source>
        <translation>把当前版本放到歌曲末尾</translation>
    </message>
    <message>
        <source>Mood</source>
        <translation>情绪</translation>
    </message>
    <message>
        <source>Dark or bright, calm or driven</source>
        <translation>暗或明，静或动</translation>
    </message>
    <message>
        <source>valence, arousal condition</source>
        <translation>效价与唤醒度条件</translation>
    </message>
    <message>
        <source>Any mood</source>
        <translation>任意情绪</translation>
    </message>
    <message>
        <source>Leaves the mood to the music</source>
        <translation>情绪由音乐自定</translation>
    </message>
    <message>
        <source>no condition</source>
        <translation>无条件</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>The dot stays where it is</source>
        <translation>圆点保持不动</translation>
    </message>
    <message>
        <source>mask</source>
        <translation>屏蔽</translation>
    </message>
    <message>
        <source>Morph</source>
        <translation>变形</translation>
    </message>
    <message>
        <source>Blend four takes</source>
        <translation>混合四个版本</translation>
    </message>
    <message>
        <source>spherical interpolation</source>
        <translation>球面插值</translation>
    </message>
    <message>
        <source>More about morphing</source>
        <translation>变形的更多操作</translation>
    </message>
    <message>
        <source>The path: play, export, forget; empty the corners</source>
        <translation>路径：播放、导出、清除；清空各角</translation>
    </message>
    <message>
        <source>Record path</source>
        <translation>录制路径</translation>
    </message>
    <message>
        <source>Keeps how the dot moves, in time with the music</source>
        <translation>随音乐记录圆点的移动</translation>
    </message>
    <message>
        <source>Play path</source>
        <translation>播放路径</translation>
    </message>
    <message>
        <source>Moves the dot as it was recorded, in time with the music</source>
        <translation>随音乐按录制的路径移动圆点</translation>
    </message>
    <message>
        <source>Stop writing</source>
        <translation>停止写入</translation>
    </message>
    <message>
        <source>Leaves off; no file is written</source>
        <translation>放弃；不写入文件</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>Songs learned, and you</source>
        <translation>学过的歌曲，与您</translation>
    </message>
    <message>
        <source>2-D projection</source>
        <translation>二维投影</translation>
    </message>
    <message>
        <source>Whole map</source>
        <translation>整张地图</translation>
    </message>
    <message>
        <source>Shows all of the map again</source>
        <translation>重新显示整张地图</translation>
    </message>
    <message>
        <source>Pads</source>
        <translation>触控板</translation>
    </message>
    <message>
        <source>Mood, Morph and Map</source>
        <translation>情绪、变形与地图</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Take back the last change</source>
        <translation>撤销上一步更改</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Bring back what was undone</source>
        <translation>恢复被撤销的更改</translation>
    </message>
    <message>
        <source>To the start</source>
        <translation>回到起点</translation>
    </message>
    <message>
        <source>Go to the start of the loop</source>
        <translation>跳到循环起点</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Play or stop</source>
        <translation>播放或停止</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>Repeat the part under the brass band in the ruler</source>
        <translation>重复标尺上金色带标出的部分</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Bar, beat and step that are heard now</source>
        <translation>正在听到的小节、拍和步</translation>
    </message>
    <message>
        <source>Tempo</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Drag, turn the wheel, or double-click and type</source>
        <translation>拖动、滚轮，或双击输入</translation>
    </message>
    <message>
        <source>quarter notes per minute</source>
        <translation>每分钟四分音符数</translation>
    </message>
    <message>
        <source>Tap</source>
        <translation>敲击</translation>
    </message>
    <message>
        <source>Tap the beat: the tempo follows</source>
        <translation>跟着拍子敲击：速度随之改变</translation>
    </message>
    <message>
        <source>Metre</source>
        <translation>拍号</translation>
    </message>
    <message>
        <source>Beats to the bar</source>
        <translation>每小节的拍数</translation>
    </message>
    <message>
        <source>Change on</source>
        <translation>切换于</translation>
    </message>
    <message>
        <source>When new notes take over</source>
        <translation>新音符何时接替</translation>
    </message>
    <message>
        <source>swap quantum</source>
        <translation>切换量化</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open a MIDI file exactly as it is</source>
        <translation>原样打开 MIDI 文件</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Hand the music over to another program</source>
        <translation>把音乐交给其他程序</translation>
    </message>
    <message>
        <source>Levels</source>
        <translation>电平</translation>
    </message>
    <message>
        <source>Left and right; brass marks the last peak</source>
        <translation>左右声道；金线标出最近的峰值</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>负载</translation>
    </message>
    <message>
        <source>How much of the time for sound is used; drop-outs are gaps you may hear</source>
        <translation>发声所用的时间比例；断音是可能听到的间断</translation>
    </message>
    <message>
        <source>buffer underruns</source>
        <translation>缓冲欠载</translation>
    </message>
    <message>
        <source>Audio device</source>
        <translation>音频设备</translation>
    </message>
    <message>
        <source>Where the sound goes, and how long it takes there</source>
        <translation>声音送到哪里，需要多久</translation>
    </message>
    <message>
        <source>Metronome</source>
        <translation>节拍器</translation>
    </message>
    <message>
        <source>Clicks on every beat, a brighter one on the bar</source>
        <translation>每拍发出咔嗒声，小节首拍更亮</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>Keep what you play on a keyboard, on the front track; starts the music if it stands still</source>
        <translation>把键盘演奏录到当前轨道；若已停止则开始播放</translation>
    </message>
    <message>
        <source>Count-in, swing, recording, all notes off</source>
        <translation>预备拍、摇摆、录制、停止所有音符</translation>
    </message>
    <message>
        <source>Swing</source>
        <translation>摇摆</translation>
    </message>
    <message>
        <source>How long the first of two short notes lasts: 50 straight, 67 triplets</source>
        <translation>两个短音中第一个的长度：50 平直，67 三连音</translation>
    </message>
    <message>
        <source>ratio</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Swing of</source>
        <translation>摇摆单位</translation>
    </message>
    <message>
        <source>Which notes come in pairs, a long and a short one</source>
        <translation>哪些音符成对，一长一短</translation>
    </message>
    <message>
        <source>MIDI</source>
        <translation>MIDI</translation>
    </message>
    <message>
        <source>Keyboards that play, and programs that keep time with this one</source>
        <translation>用来演奏的键盘，以及与本程序同步的程序</translation>
    </message>
    <message>
        <source>ports and clock</source>
        <translation>端口与时钟</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>音量</translation>
    </message>
    <message>
        <source>How loud the track is</source>
        <translation>轨道的响度</translation>
    </message>
    <message>
        <source>decibels around what is written</source>
        <translation>相对谱面的分贝</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>声像</translation>
    </message>
    <message>
        <source>Where the track stands between left and right</source>
        <translation>轨道在左右之间的位置</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>Not heard</source>
        <translation>听不到</translation>
    </message>
    <message>
        <source>Solo</source>
        <translation>独奏</translation>
    </message>
    <message>
        <source>Heard alone, with others that are solo</source>
        <translation>单独发声，与其他独奏轨道一起</translation>
    </message>
    <message>
        <source>Output of</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>The sounds of this program, or an instrument on a MIDI port</source>
        <translation>本程序的音色，或 MIDI 端口上的乐器</translation>
    </message>
    <message>
        <source>MIDI channel of</source>
        <translation>MIDI 通道</translation>
    </message>
    <message>
        <source>On which channel the port gets the track</source>
        <translation>端口在哪个通道上接收此轨道</translation>
    </message>
    <message>
        <source>MIDI channels and ports</source>
        <translation>MIDI 通道与端口</translation>
    </message>
    <message>
        <source>Where each track is played: here, or on a MIDI port</source>
        <translation>每条轨道在哪里演奏：本程序，或 MIDI 端口</translation>
    </message>
    <message>
        <source>Volume, pan, mute and solo of each track</source>
        <translation>各轨道的音量、声像、静音与独奏</translation>
    </message>
    <message>
        <source>Left card</source>
        <translation>左侧卡片</translation>
    </message>
    <message>
        <source>The sliders, or the mixer</source>
        <translation>滑块，或混音器</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>调</translation>
    </message>
    <message>
        <source>What it must respect; the music moves with it</source>
        <translation>必须遵守的条件；音乐随之移动</translation>
    </message>
    <message>
        <source>condition</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>调式</translation>
    </message>
    <message>
        <source>What it must respect; the music&apos;s degrees move with it</source>
        <translation>必须遵守的条件；音级随之改变</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>What it must respect</source>
        <translation>必须遵守的条件</translation>
    </message>
    <message>
        <source>Beats to the bar of the next take</source>
        <translation>下一版本每小节的拍数</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Bars of the next take</source>
        <translation>下一版本的小节数</translation>
    </message>
    <message>
        <source>Ghosts</source>
        <translation>幽灵音符</translation>
    </message>
    <message>
        <source>The other tracks, faintly</source>
        <translation>淡淡显示其他轨道</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>音阶</translation>
    </message>
    <message>
        <source>Rows outside the key darken, chord tones lighten</source>
        <translation>调外的行变暗，和弦音变亮</translation>
    </message>
    <message>
        <source>All tracks</source>
        <translation>所有轨道</translation>
    </message>
    <message>
        <source>Every track by name; pick one to bring it in front</source>
        <translation>按名称列出所有轨道；选一个设为当前</translation>
    </message>
    <message>
        <source>Previous phrase</source>
        <translation>上一乐句</translation>
    </message>
    <message>
        <source>The 16 bars before; sliders act on the phrase in front</source>
        <translation>前 16 小节；滑块作用于当前乐句</translation>
    </message>
    <message>
        <source>Next phrase</source>
        <translation>下一乐句</translation>
    </message>
    <message>
        <source>The next 16 bars; sliders act on the phrase in front</source>
        <translation>后 16 小节；滑块作用于当前乐句</translation>
    </message>
    <message>
        <source>Show me around</source>
        <translation>带我看看</translation>
    </message>
    <message>
        <source>Seven small cards beside the controls; Esc ends it any time</source>
        <translation>控件旁的七张小卡片；Esc 随时结束</translation>
    </message>
    <message>
        <source>Songbook</source>
        <translation>曲集</translation>
    </message>
    <message>
        <source>What it learned from</source>
        <translation>它学自什么</translation>
    </message>
    <message>
        <source>trained model</source>
        <translation>训练好的模型</translation>
    </message>
    <message>
        <source>Heard after</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>From your hand to your ear</source>
        <translation>从手到耳</translation>
    </message>
    <message>
        <source>decode + audio latency</source>
        <translation>解码与音频延迟</translation>
    </message>
    <message>
        <source>plus {value}</source>
        <translation>正 {value}</translation>
    </message>
    <message>
        <source>minus {value}</source>
        <translation>负 {value}</translation>
    </message>
    <message>
        <source>whole note</source>
        <translation>全音符</translation>
    </message>
    <message>
        <source>dotted half</source>
        <translation>附点二分</translation>
    </message>
    <message>
        <source>half</source>
        <translation>二分</translation>
    </message>
    <message>
        <source>dotted quarter</source>
        <translation>附点四分</translation>
    </message>
    <message>
        <source>quarter</source>
        <translation>四分</translation>
    </message>
    <message>
        <source>dotted eighth</source>
        <translation>附点八分</translation>
    </message>
    <message>
        <source>eighth</source>
        <translation>八分</translation>
    </message>
    <message>
        <source>dotted sixteenth</source>
        <translation>附点十六分</translation>
    </message>
    <message>
        <source>sixteenth</source>
        <translation>十六分</translation>
    </message>
    <message>
        <source>thirty-second</source>
        <translation>三十二分</translation>
    </message>
    <message>
        <source>{quarters:.0f} quarters</source>
        <translation>{quarters:.0f} 拍</translation>
    </message>
    <message>
        <source>Bar {first} of {total}</source>
        <translation>第 {first} 小节，共 {total}</translation>
    </message>
    <message>
        <source>Bars {first}–{last} of {total}</source>
        <translation>第 {first}–{last} 小节，共 {total}</translation>
    </message>
    <message>
        <source>1 bar</source>
        <translation>1 小节</translation>
    </message>
    <message>
        <source>{count} bars</source>
        <translation>{count} 个小节</translation>
    </message>
    <message>
        <source>1 take</source>
        <translation>1 个版本</translation>
    </message>
    <message>
        <source>{count} takes</source>
        <translation>{count} 个版本</translation>
    </message>
</context>
</TS>
